import { join } from 'node:path';
import type { DoctorReport } from '../../../contract/doctor-report.ts';
import type { KeyStatus } from '../../../contract/snapshot.ts';
import { examine } from '../../../domain/doctor/examine.ts';
import { gatherMachineFacts } from '../../../services/doctor/gather-facts.ts';
import { localKeyPath } from '../../../services/instance/local-key-file.ts';
import type { Keychain } from '../../../services/keys/keychain.ts';
import type { Settings } from '../../../services/settings/open-settings.ts';
import type { CodexConfig } from '../codex-config.ts';
import { localModelOf } from '../local-model.ts';
import { codexFacts } from './codex-facts.ts';
import { keychainFact, keyFacts } from './key-facts.ts';
import { localFacts } from './local-facts.ts';

/** What the checks are asked of: the running Signalbox, or a command without one. */
export interface DoctorSources {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly temporaryFolder: string;
  readonly userDataFolder: string;
  readonly settings: Settings;
  readonly config: CodexConfig;
  readonly keychain: Pick<Keychain, 'find'>;
  readonly keys: readonly KeyStatus[];
  /** Port of our router while it runs. */
  readonly routerPort: number | undefined;
  /** Whether the Ollama that answers was started by Signalbox. */
  readonly isOllamaOurs: boolean;
}

/** Looks at everything and judges it. Nothing is changed. Rejects only when `signal` aborts. */
export async function runDoctor(sources: DoctorSources, signal: AbortSignal): Promise<DoctorReport> {
  const { platform, env, settings, config, userDataFolder, routerPort } = sources;
  const { listen, providers } = settings.current();
  const codex = await codexFacts(config, routerPort !== undefined);
  const [machine, local, keychain] = await Promise.all([
    gatherMachineFacts(
      {
        env,
        platform,
        port: routerPort ?? listen.port,
        isOurRouter: async port => port === routerPort,
        paths: privatePaths(sources),
        diskPath: userDataFolder,
        ...(codex.codex?.installed === undefined ? {} : { codexPath: codex.codex.installed.path }),
        codexHome: config.codex.home,
        ...clockUrl(providers),
      },
      signal,
    ),
    localFacts(localModelOf(settings.current()), env, platform, sources.isOllamaOurs, signal),
    keychainFact(sources.keychain, platform, env),
  ]);
  const checks = examine({
    platform,
    env,
    keys: keyFacts(sources.keys),
    keychain,
    ...codex,
    ...local,
    ...machine,
  });
  return { atMs: Date.now(), checks: checks.map(check => ({ ...check })) };
}

/** What must be writable, and what nobody else may read. */
export function privatePaths({
  userDataFolder,
  temporaryFolder,
  config,
}: Pick<DoctorSources, 'userDataFolder' | 'temporaryFolder' | 'config'>) {
  return [
    { path: userDataFolder, isPrivate: true },
    { path: join(userDataFolder, 'state'), isPrivate: true },
    { path: localKeyPath(temporaryFolder), isPrivate: true },
    { path: config.codex.home, isPrivate: false },
    { path: join(config.codex.home, 'logs'), isPrivate: false },
  ];
}

/** A provider's own server says what time it is; the first that is used and elsewhere. */
function clockUrl(providers: ReturnType<Settings['current']>['providers']): { clockUrl?: string } {
  const remote = Object.values(providers).find(({ enabled, local }) => enabled && !local);
  return remote === undefined ? {} : { clockUrl: new URL(remote.base_url).origin };
}
