import { KEYED_PROVIDERS } from '../../../contract/provider-id.ts';
import type { RouterSettings } from '../../../contract/settings.ts';
import type { Instance } from '../../../services/instance/instance-file.ts';
import { identify } from '../../../services/ollama/identify.ts';
import { createOllamaApi } from '../../../services/ollama/ollama-api.ts';
import { callInstance } from '../../core/call-instance.ts';
import { findInstance } from '../../core/claim-instance.ts';
import type { CodexConfig } from '../../core/codex-config.ts';
import { localModelOf } from '../../core/local-model.ts';
import { listKeys } from '../keys.ts';
import { openNotedKeychain } from '../own-keychain.ts';
import type { Surroundings } from '../surroundings.ts';

/** What a plan stands on: this machine as it is now. */
export interface RunFacts {
  /** Providers with a key: of the running Signalbox, else those one started here would find. */
  readonly keys: ReadonlySet<string>;
  /** Whether Codex without the router would find a Hugging Face key: in the key chain, since its environment holds none. */
  readonly hasHuggingFaceForCodex: boolean;
  readonly isOllamaUp: boolean;
  readonly instance?: Instance;
  /** Port of the running router. */
  readonly port?: number;
  /** Why nothing can go through the router. */
  readonly routerFault?: string;
  /** Why Codex cannot be run. */
  readonly codexFault?: string;
}

const PATIENCE_MS = 1500;

export async function readFacts(
  settings: RouterSettings,
  codex: CodexConfig['codex'],
  at: Surroundings,
  signal: AbortSignal,
): Promise<RunFacts> {
  const [instance, { keys }, support, isOllamaUp, hfKey] = await Promise.all([
    findInstance(at.userDataFolder),
    listKeys(at),
    codex.support(signal),
    askOllama(settings, signal),
    openNotedKeychain(at)
      .find(['huggingface'])
      .then(found => found.huggingface)
      .catch(() => undefined),
  ]);
  const routing =
    instance === undefined ? undefined : (await callInstance(instance, 'snapshot.get', undefined)).routing;
  const port = routing?.phase === 'ready' ? routing.port : undefined;
  // Routing that is merely stopped is started when its turn comes.
  const routerFault =
    routing === undefined
      ? 'no Signalbox is running (start it with `signalbox serve`)'
      : routing.phase === 'failed'
        ? `routing failed: ${routing.fault?.message ?? 'see `signalbox status`'}`
        : undefined;
  const known = keys.filter(({ present }) => present).map(({ provider }) => provider);
  const others = instance === undefined ? keysOfOthers(settings, at) : [];
  return {
    keys: new Set([...known, ...others]),
    hasHuggingFaceForCodex: Boolean(hfKey),
    isOllamaUp,
    ...(instance === undefined ? {} : { instance }),
    ...(port === undefined ? {} : { port }),
    ...(routerFault === undefined ? {} : { routerFault }),
    ...(support.ok ? {} : { codexFault: support.fault.message }),
  };
}

/** Gateways of the person's own name the variable of their key in router.yaml. */
function keysOfOthers({ providers }: RouterSettings, { env }: Surroundings): string[] {
  return Object.entries(providers).flatMap(([name, { key_env }]) => {
    const isKeyed = KEYED_PROVIDERS.some(({ provider }) => provider === name);
    return !isKeyed && key_env !== undefined && env[key_env] ? [name] : [];
  });
}

async function askOllama(settings: RouterSettings, signal: AbortSignal): Promise<boolean> {
  await using api = createOllamaApi(localModelOf(settings).baseUrl);
  return (await identify(api, PATIENCE_MS, signal)).kind !== 'nobody';
}
