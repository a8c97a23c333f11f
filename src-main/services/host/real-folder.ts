import { realpathSync } from 'node:fs';

/** A folder with every link followed; as it is written where it is not there or cannot be looked at. */
export function realFolder(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path; // gone, or on another machine: its spelling is all there is to go by
  }
}
