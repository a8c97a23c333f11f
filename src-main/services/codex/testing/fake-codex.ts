import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodexSurroundings } from '../codex-home.ts';

export interface FakeMachine extends Disposable {
  readonly root: string;
  readonly home: string;
  readonly surroundings: CodexSurroundings;
}

/** Variables that carry keys on such a machine: a common one, and that of a gateway. */
export const keyVariables = async () => ['OPENAI_API_KEY', 'GATEWAY_KEY'];

/** A machine with an empty home folder and no program but the system's own. */
export function fakeMachine(env: Record<string, string> = {}): FakeMachine {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'signalbox-codex-')));
  const homeFolder = join(root, 'home');
  const home = join(homeFolder, '.codex');
  mkdirSync(home, { recursive: true });
  return {
    root,
    home,
    surroundings: { platform: process.platform, env: { PATH: join(root, 'bin'), ...env }, homeFolder },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Puts an executable shell script at `folder/name` below the machine's root. */
export function installScript(machine: FakeMachine, folder: string, name: string, body: string): string {
  const path = join(machine.root, folder, name);
  mkdirSync(join(machine.root, folder), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A Codex of that version which accepts every configuration, unless a file `refuse` lies in CODEX_HOME. */
export function fakeCodex(version: string): string {
  return `
case "$*" in
  --version) echo 'WARNING: something'; echo 'codex-cli ${version}' ;;
  *--strict-config*) echo 'No prompt provided via stdin.' >&2; exit 1 ;;
  *"mcp get"*)
    if [ -e "$CODEX_HOME/refuse" ]; then echo 'Error: unknown field' >&2; else echo "Error: No MCP server named 'x' found." >&2; fi
    exit 1 ;;
  "debug models --bundled") echo '{"models":[{"slug":"lite","use_responses_lite":true,"base_instructions":"lite"},{"slug":"c","base_instructions":"classic"}]}' ;;
  *) echo "ran: $*; home=$CODEX_HOME; key=$OPENAI_API_KEY"; exit 7 ;;
esac`;
}
