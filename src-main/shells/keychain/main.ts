import { keychainRequestSchema } from '../../contract/keychain-link.ts';
import { useNativeKeychain } from '../../services/keys/native-keychain.ts';

// The process that opens the key chain: one request, one answer, and it is gone. It goes at once, too, when
// nobody waits for it any more; killed, since a thread held up in the key chain would keep it from ending.
const end = () => process.kill(process.pid, 'SIGKILL');

if (process.send === undefined) {
  process.stderr.write('This process is started by Signalbox and cannot run alone.\n');
  process.exitCode = 64;
} else {
  process.once('disconnect', end);
  process.once('message', async raw => {
    process.send?.(await useNativeKeychain(keychainRequestSchema.parse(raw)), end);
  });
}
