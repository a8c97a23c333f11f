import type { DoctorReport } from '../../contract/doctor-report.ts';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import { type DoctorSources, runDoctor } from '../core/doctor/run-doctor.ts';
import { codexConfigAt } from './codex.ts';
import { listKeys } from './keys.ts';
import type { Paint } from './output/paint.ts';
import { openOwnKeychain } from './own-keychain.ts';
import { readSettings } from './read-settings.ts';
import type { Surroundings } from './surroundings.ts';

/** The checks with this terminal's environment, and with what the running Signalbox knows where there is one. */
export async function diagnose(at: Surroundings, signal: AbortSignal): Promise<DoctorReport> {
  await using settings = await readSettings(at);
  const { keys } = await listKeys(at);
  const running = await readRunning(at);
  const sources: DoctorSources = {
    platform: at.platform,
    env: at.env,
    temporaryFolder: at.temporaryFolder,
    userDataFolder: at.userDataFolder,
    settings,
    config: codexConfigAt(at),
    keychain: openOwnKeychain(at),
    keys,
    routerPort: running.routerPort,
    isOllamaOurs: running.isOllamaOurs,
  };
  return await runDoctor(sources, signal);
}

async function readRunning(at: Surroundings): Promise<Pick<DoctorSources, 'routerPort' | 'isOllamaOurs'>> {
  const instance = await findInstance(at.userDataFolder);
  if (instance === undefined) return { routerPort: undefined, isOllamaOurs: false };
  const { routing, ollama } = await callInstance(instance, 'snapshot.get', undefined);
  return {
    routerPort: routing.phase === 'ready' ? routing.port : undefined,
    isOllamaOurs: ollama?.phase === 'running',
  };
}

const MARKS = {
  ok: ['green', 'ok     '],
  warn: ['yellow', 'warning'],
  bad: ['red', 'broken '],
  skipped: ['dim', 'skipped'],
} as const;

export function describeReport({ checks }: DoctorReport, paint: Paint): string {
  const width = Math.max(...checks.map(({ title }) => title.length));
  return checks
    .flatMap(({ result, title, message, remedy }) => {
      const [style, word] = MARKS[result];
      const line = `${paint(style, word)}  ${title.padEnd(width)}  ${message}`;
      return remedy === undefined ? [line] : [line, `${' '.repeat(width + 11)}-> ${remedy}`];
    })
    .join('\n');
}
