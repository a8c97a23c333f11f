import { openConfigSwap } from '../swap-config.ts';
import { faultLayer } from './fault-layer.ts';
import { swapSpec } from './swap-spec.ts';

/**
 * A process of its own: `HOME_FOLDER STATE_FOLDER enable|restore STEP`. It kills itself without warning before
 * the given changing step, and ends with 0 when there are not that many.
 */
const [, , home = '', stateFolder = '', action = '', step = ''] = process.argv;
const { files } = faultLayer({
  step: Number(step),
  when: 'before',
  strike: () => {
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way; nothing more may happen meanwhile.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const swap = openConfigSwap({
  files,
  home,
  stateFolder,
  owner: () => ({ pid: process.pid, nowMs: Date.now(), token: `run-${process.pid}`, isAlive }),
  check: async () => ({ accepted: true }),
});
if (action === 'enable') await swap.enable(swapSpec);
else await swap.restore();
