import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  unlink,
} from 'node:fs/promises';
import { hasErrorCode } from '../host/has-error-code.ts';

export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Permission bits. */
  readonly mode: number;
  readonly hardLinks: number;
  readonly device: number;
  /** Account and group; 0 on Windows. */
  readonly uid: number;
  readonly gid: number;
}

export interface NewFile {
  write(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Every step on the file system that touching Codex's files takes, one method a step: a test can stop the
 * world before or after any of them. An absent file is a value; everything else that fails rejects.
 */
export interface FileLayer {
  facts(path: string): Promise<FileFacts | undefined>;
  read(path: string): Promise<Uint8Array | undefined>;
  readLink(path: string): Promise<string>;
  /** Names in a folder; none when there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** Fails when the file exists. */
  create(path: string, mode: number): Promise<NewFile>;
  chmod(path: string, mode: number): Promise<void>;
  chown(path: string, uid: number, gid: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file; fails when the name is taken. */
  link(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  syncFolder(path: string): Promise<void>;
}

export const nodeFiles: FileLayer = {
  async facts(path) {
    try {
      const found = await lstat(path);
      const kind = found.isFile()
        ? 'file'
        : found.isDirectory()
          ? 'folder'
          : found.isSymbolicLink()
            ? 'link'
            : 'other';
      const { mode, nlink, dev, uid, gid } = found;
      return { kind, mode: mode & 0o7777, hardLinks: nlink, device: dev, uid, gid };
    } catch (cause) {
      if (hasErrorCode(cause, 'ENOENT', 'ENOTDIR')) return undefined;
      throw cause;
    }
  },
  async read(path) {
    try {
      return await readFile(path);
    } catch (cause) {
      if (hasErrorCode(cause, 'ENOENT', 'ENOTDIR')) return undefined;
      throw cause;
    }
  },
  readLink: path => readlink(path),
  async list(folder) {
    try {
      return await readdir(folder);
    } catch (cause) {
      if (hasErrorCode(cause, 'ENOENT', 'ENOTDIR')) return [];
      throw cause;
    }
  },
  async create(path, mode) {
    const file = await open(path, 'wx', mode);
    return {
      write: bytes => file.writeFile(bytes),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  chmod: (path, mode) => chmod(path, mode),
  chown: (path, uid, gid) => chown(path, uid, gid),
  rename: (from, to) => rename(from, to),
  link: (from, to) => link(from, to),
  async remove(path) {
    try {
      await unlink(path);
    } catch (cause) {
      if (!hasErrorCode(cause, 'ENOENT')) throw cause;
    }
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async syncFolder(path) {
    // Windows cannot open a folder for syncing, and its journal orders renames by itself.
    if (process.platform === 'win32') return;
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};
