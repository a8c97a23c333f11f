import { setFlagsFromString } from 'node:v8';
import { connectParentLink } from './parent-link.ts';
import { runRouterProcess } from './run-router-process.ts';

// V8 collects when the heap is two and a half times what lives in it; left alone it waits for up to four times as much,
// which is memory, and garbage between what is needed, which is cache misses.
setFlagsFromString('--heap-growing-percent=150');
// What is made where much lives on for a moment, as all of a call does while its answer is on its way, V8 takes for
// long-lived and makes among the old at once. There it is collected rarely, and all that it points to is kept until then.
setFlagsFromString('--no-allocation-site-pretenuring');

const link = connectParentLink();
if (link === undefined) {
  process.stderr.write('This process is started by Signalbox and cannot run alone. Try: signalbox serve\n');
  process.exitCode = 64;
} else {
  runRouterProcess(link);
}
