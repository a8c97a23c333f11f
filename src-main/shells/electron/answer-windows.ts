import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, webContents } from 'electron';
import { toAppError } from '../../services/router/http/error-answer.ts';
import { answerCall } from '../core/answer-call.ts';
import type { Core } from '../core/start-core.ts';
import { PAGE_ORIGIN } from './serve-pages.ts';

/**
 * The other end of the preload script. Only the main frame of one of our own pages is answered; inputs and
 * outputs are parsed on the way.
 */
export function answerWindows(core: Core): Disposable {
  const listening = new Set<number>();

  ipcMain.handle('signalbox:call', async (event, name: unknown, input: unknown) => {
    if (!isOurs(event)) return { ok: false, message: 'This page may not call Signalbox.' };
    try {
      return { ok: true, output: await answerCall(core.calls, String(name), input ?? undefined) };
    } catch (cause) {
      const error = toAppError(cause);
      if (error !== cause) core.log('call-failed', { call: String(name).slice(0, 64) });
      return { ok: false, message: error.message };
    }
  });

  ipcMain.on('signalbox:listen', event => {
    if (!isOurs(event)) return;
    const { sender } = event;
    if (!listening.has(sender.id)) sender.once('destroyed', () => listening.delete(sender.id));
    listening.add(sender.id);
    sender.send('signalbox:snapshot', JSON.stringify(core.snapshot()));
  });

  const changes = core.onSnapshot(() => {
    if (listening.size === 0) return;
    // As text: the bridge between the two worlds of a page copies objects property by property.
    const snapshot = JSON.stringify(core.snapshot());
    for (const id of listening) webContents.fromId(id)?.send('signalbox:snapshot', snapshot);
  });
  return {
    [Symbol.dispose]() {
      changes[Symbol.dispose]();
      ipcMain.removeHandler('signalbox:call');
      ipcMain.removeAllListeners('signalbox:listen');
    },
  };
}

function isOurs({ senderFrame, sender }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return (
    senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.url.startsWith(`${PAGE_ORIGIN}/`)
  );
}
