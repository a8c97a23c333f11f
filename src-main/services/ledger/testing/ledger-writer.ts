import { setImmediate } from 'node:timers/promises';
import { openLedger } from '../open-ledger.ts';
import { readNewest } from '../read-ledger.ts';
import { recordOf } from './record-fixture.ts';

/** A process that writes records as fast as it can until it is killed. Arguments: folder, name of the run. */
const [folder = '', run = ''] = process.argv.slice(2);
const replayed = await readNewest(folder, 20);
const ledger = await openLedger({
  folder,
  delayMs: 1,
  maxBytes: 256 * 1024,
  generations: 50,
  onError: console.error,
});
for (const record of replayed) ledger.append(record);
console.log('ready');
for (let at = 0; ; at += 1) {
  ledger.append(recordOf(`${run}-${at}`, { reason: 'x'.repeat(at % 700) }));
  if (at % 20 === 0) await setImmediate();
}
