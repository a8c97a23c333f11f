import { readFile } from 'node:fs/promises';
import { release, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { DoctorReport } from '../../contract/doctor-report.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { redact } from '../../services/host/redact.ts';
import { writeFileAtomic } from '../../services/host/write-file-atomic.ts';
import { localKeyPath, readLocalKey } from '../../services/instance/local-key-file.ts';
import { VERSION } from '../core/version.ts';
import { readHistory } from './history.ts';
import { showPolicy } from './policy.ts';
import { leaveOutSaid } from './print.ts';
import type { Surroundings } from './surroundings.ts';

const LOG_LINES = 200;
const RECORDS = 50;
/** Variables that say something about how Signalbox behaves; whether they are set, never what they hold. */
const TELLING =
  /^(?:CODEX_|SIGNALBOX_|OLLAMA_|https?_proxy$|all_proxy$|no_proxy$|OPENAI_|GEMINI_|ANTHROPIC_|HF_TOKEN$|WSL_|LANG$|TERM$)/i;

/**
 * Writes what a bug report needs into one readable file: the checks, versions, settings, the end of the log,
 * the last requests (which hold no prompt and no answer). Keys, the home folder and the user's name are taken out.
 * @returns the path of the file
 * @throws AppError `file_unwritable`
 */
export async function writeBundle(
  report: DoctorReport,
  file: string | undefined,
  at: Surroundings,
): Promise<string> {
  const path = resolve(file ?? `signalbox-doctor-${new Date(report.atMs).toISOString().slice(0, 10)}.json`);
  const bundle = {
    version: VERSION,
    node: process.version,
    platform: `${at.platform} ${process.arch} ${release()}`,
    report,
    environment: Object.keys(at.env).filter(name => TELLING.test(name)),
    policy: (await showPolicy(at)).values,
    'router.yaml': withoutHeaders(await textOf(join(at.userDataFolder, 'router.yaml'))),
    'codex-routing-policy.yaml': await textOf(join(at.userDataFolder, 'codex-routing-policy.yaml')),
    log: (await textOf(join(at.userDataFolder, 'logs', 'signalbox.jsonl'))).split('\n').slice(-LOG_LINES),
    requests: await readHistory(RECORDS, at),
  };
  const clean = anonymous(
    redact(JSON.stringify(bundle, leaveOutSaid, 2), await secretsOf(at)),
    at.homeFolder,
  );
  try {
    await writeFileAtomic(path, `${clean}\n`);
  } catch (cause) {
    throw new AppError('unavailable', `The bundle cannot be written to ${path}.`, {
      cause,
      detail: 'file_unwritable',
      remedy: 'Name a file in a folder that exists and is yours: signalbox doctor --bundle FILE',
    });
  }
  return path;
}

async function textOf(path: string): Promise<string> {
  // A file that is missing or unreadable is a finding of the checks, not a reason to give no bundle.
  return await readFile(path, 'utf8').catch(() => '');
}

/** A provider's extra headers may hold a key against all advice: names stay, values go. */
function withoutHeaders(yaml: string): string {
  let depth: number | undefined;
  return yaml
    .split('\n')
    .map(line => {
      const indent = line.search(/\S/);
      if (depth !== undefined && indent > depth) return line.replace(/^(\s*[^:#]+:).*/, '$1 [hidden]');
      if (indent !== -1) depth = undefined;
      if (/^\s*headers:\s*(?:#.*)?$/.test(line)) depth = indent;
      return line.replace(/^(\s*headers:\s*)\{.*/, '$1[hidden]');
    })
    .join('\n');
}

/** Whatever is called a key, a token, a secret or a password in the environment, and the router's local key. */
async function secretsOf({ env, temporaryFolder }: Surroundings): Promise<string[]> {
  const named = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && value.length >= 6 && /key|token|secret|passw|credential/i.test(name)
      ? [value]
      : [],
  );
  const local = await readLocalKey(localKeyPath(temporaryFolder)).catch(() => undefined);
  return local === undefined ? named : [...named, local];
}

function anonymous(text: string, homeFolder: string): string {
  const inJson = (value: string) => JSON.stringify(value).slice(1, -1);
  const homeless = text.replaceAll(inJson(homeFolder), '~');
  const { username } = userInfo();
  // A name such as "a" or "root" would take half of the words away.
  return username.length < 5 ? homeless : homeless.replaceAll(inJson(username), '[user]');
}
