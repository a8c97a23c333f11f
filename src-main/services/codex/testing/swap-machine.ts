import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodexVerdict } from '../check-profile.ts';
import { type FileLayer, nodeFiles } from '../file-layer.ts';
import { type ConfigSwap, openConfigSwap } from '../swap-config.ts';

export interface SwapMachine extends Disposable {
  readonly root: string;
  readonly home: string;
  readonly config: string;
  /** A Signalbox started on this machine; each has a process of its own, and earlier ones are dead. */
  signalbox(files?: FileLayer, check?: () => Promise<CodexVerdict>, stateFolder?: string): ConfigSwap;
  write(text: string, mode?: number): void;
  /** Text and mode of the configuration, or undefined when there is none. */
  read(): { readonly text: string; readonly mode: number } | undefined;
  /** Names in the home folder. */
  names(): string[];
}

export function swapMachine(): SwapMachine {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'signalbox-swap-')));
  const home = join(root, 'codex');
  const config = join(home, 'config.toml');
  mkdirSync(home);
  let started = 0;
  return {
    root,
    home,
    config,
    signalbox(
      files = nodeFiles,
      check = async () => ({ accepted: true }),
      stateFolder = join(root, 'state'),
    ) {
      started += 1;
      const pid = started;
      return openConfigSwap({
        files,
        home,
        stateFolder,
        owner: () => ({ pid, nowMs: 1000 + started, token: `run-${pid}`, isAlive: other => other === pid }),
        check,
      });
    },
    write(text, mode = 0o644) {
      writeFileSync(config, text);
      chmodSync(config, mode);
    },
    read() {
      try {
        return { text: readFileSync(config, 'utf8'), mode: statSync(config).mode & 0o777 };
      } catch {
        // Absent is what undefined says.
        return undefined;
      }
    },
    names: () => readdirSync(home).sort(),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
