// A process at the other end of the parent link that behaves as SCRIPT says, start after start.
// ready: serves · exit: ends at once · refuse: says that the port is taken · hang: ready, then an endless loop
import { appendFileSync, readFileSync } from 'node:fs';

const { SCRIPT = '', STARTS = '' } = process.env;
appendFileSync(STARTS, `${process.pid}\n`);
const steps = SCRIPT.split(' ');
const starts = readFileSync(STARTS, 'utf8').trim().split('\n').length;
const step = steps[Math.min(starts, steps.length) - 1];

process.on('disconnect', () => process.exit());
process.on('message', message => {
  if (message.type === 'ping') process.send({ type: 'pong' });
  if (message.type === 'drain') process.exit();
  if (message.type !== 'start') return;
  if (step === 'exit') process.exit(7);
  if (step === 'refuse') {
    const refusal = { type: 'failed', code: 'port-in-use', message: 'The port is taken.' };
    process.send(refusal, () => process.exit(1));
    return;
  }
  process.send({ type: 'ready', runtimeId: message.runtimeId, port: 4000 + starts }, () => {
    while (step === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  });
});
