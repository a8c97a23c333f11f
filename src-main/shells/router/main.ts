import { connectParentLink } from './parent-link.ts';
import { runRouterProcess } from './run-router-process.ts';

const link = connectParentLink();
if (link === undefined) {
  process.stderr.write('This process is started by Signalbox and cannot run alone. Try: signalbox serve\n');
  process.exitCode = 64;
} else {
  runRouterProcess(link);
}
