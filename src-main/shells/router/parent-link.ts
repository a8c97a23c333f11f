/** The parent's end of the line, whichever program is at it. Messages are structured clones. */
export interface ParentLink {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The parent is gone: nobody would stop this process any more. */
  onClose(listener: () => void): void;
}

/** What Electron adds to `process` in a utility process. */
interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

/** An Electron utility process has a parent port, a forked Node child an IPC channel; anything else has none. */
export function connectParentLink(): ParentLink | undefined {
  const port = (process as { readonly parentPort?: ElectronParentPort | null }).parentPort; // Electron's addition
  if (port) {
    return {
      send: message => port.postMessage(message),
      onMessage: listener => port.on('message', event => listener(event.data)),
      onClose: listener => port.on('close', listener),
    };
  }
  if (process.send === undefined) return undefined;
  return {
    send: message => {
      if (process.connected) process.send?.(message);
    },
    onMessage: listener => process.on('message', listener),
    onClose: listener => process.on('disconnect', listener),
  };
}
