import { contextBridge, ipcRenderer } from 'electron';

const windowKind = process.argv.includes('--signalbox-window=keys') ? 'keys' : 'dashboard';

/** All that a page gets of the program. Electron adds the error's class to its message: the page shows words only. */
contextBridge.exposeInMainWorld('signalbox', {
  windowKind,
  async call(name: string, input: unknown): Promise<unknown> {
    const answer = await ipcRenderer.invoke('signalbox:call', name, input);
    if (answer.ok) return answer.output;
    throw new Error(answer.message);
  },
  onSnapshot(listener: (snapshotJson: string) => void): () => void {
    const receive = (_: unknown, snapshotJson: string) => listener(snapshotJson);
    ipcRenderer.on('signalbox:snapshot', receive);
    ipcRenderer.send('signalbox:listen');
    return () => ipcRenderer.off('signalbox:snapshot', receive);
  },
});
