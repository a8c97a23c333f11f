import type { FileTrouble } from '../../contract/snapshot.ts';

/** Remembers which files the disk does not take, and tells all of them whenever one begins or ends to fail. */
export function createFileTroubles(tell: (troubles: FileTrouble[]) => void) {
  const codes = new Map<FileTrouble['file'], string>();
  return {
    /** @returns what to call with the system's code when the file cannot be written, with undefined when it can */
    of: (file: FileTrouble['file']) => (code: string | undefined) => {
      if (code === undefined) codes.delete(file);
      else codes.set(file, code);
      tell([...codes].map(([failing, why]) => ({ file: failing, code: why })));
    },
  };
}
