import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profileFileName } from '../../domain/codex/codex-names.ts';
import { runCodex } from './run-codex.ts';

export type CodexVerdict =
  | { readonly accepted: true }
  /** Codex's own words, shortened. */
  | { readonly accepted: false; readonly words: string };

export interface CheckRequest {
  readonly codexPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

const CHECK_TIMEOUT_MS = 20_000;

/**
 * Whether the installed Codex accepts every key of a profile file. Only `codex exec` checks strictly, and
 * it leaves databases behind, so the file is shown to it in a folder of its own; with no prompt on standard
 * input Codex loads its configuration, misses the prompt and ends.
 *
 * @param files by name: the profile file, and what it names.
 */
export async function checkStrictly(
  request: CheckRequest,
  profile: string,
  files: Readonly<Record<string, string>>,
): Promise<CodexVerdict> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-check-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const ask = async () =>
      run(request, folder, ['--profile', profile, '--strict-config', 'exec', '--skip-git-repo-check', '-']);
    const words = await ask();
    if (/no prompt provided/i.test(words)) return { accepted: true };
    // Other words than today's: what Codex says to an empty profile is what it says to an acceptable one.
    await writeFile(join(folder, profileFileName(profile)), '');
    return (await ask()) === words ? { accepted: true } : { accepted: false, words };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Whether Codex loads the profile on top of the person's own `config.toml`. `mcp get` of a name nobody has
 * loads the configuration and touches nothing.
 */
export async function checkTogether(
  request: CheckRequest,
  home: string,
  profile: string,
): Promise<CodexVerdict> {
  const question = ['mcp', 'get', 'signalbox-configuration-check'];
  const words = await run(request, home, ['--profile', profile, ...question]);
  if (/no mcp server named/i.test(words)) return { accepted: true };
  return (await run(request, home, question)) === words ? { accepted: true } : { accepted: false, words };
}

/** Whether Codex loads `config.toml` as it is now. */
export async function checkConfig(request: CheckRequest, home: string): Promise<CodexVerdict> {
  const words = await run(request, home, ['mcp', 'get', 'signalbox-configuration-check']);
  return /no mcp server named/i.test(words) ? { accepted: true } : { accepted: false, words };
}

async function run(request: CheckRequest, home: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await runCodex({
    codexPath: request.codexPath,
    args,
    env: { ...request.env, CODEX_HOME: home },
    cwd: home,
    timeoutMs: CHECK_TIMEOUT_MS,
    ...(request.signal && { signal: request.signal }),
  });
  return `${stdout}\n${stderr}`
    .split(/\r?\n/)
    .filter(line => !/^WARNING|^Stack backtrace|^\s+\d+: /.test(line) && line.trim() !== '')
    .join('\n')
    .slice(0, 1000);
}
