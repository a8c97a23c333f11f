import type { RouterSettings } from '../../contract/settings.ts';
import { DEFAULT_LOCAL_MODEL, DEFAULT_OLLAMA_URL } from '../../services/ollama/ollama-service.ts';

export interface LocalModel {
  /** Ollama's own address, without a path. */
  readonly baseUrl: string;
  /** The model Signalbox wants there. */
  readonly model: string;
}

/** Where router.yaml says that Ollama is, and which of its models is used. */
export function localModelOf({ providers, deployments }: RouterSettings): LocalModel {
  const url = providers.ollama?.base_url;
  const named = deployments['codex-qwen-local'];
  const deployment =
    named?.provider === 'ollama'
      ? named
      : Object.values(deployments).find(({ provider }) => provider === 'ollama');
  return {
    baseUrl: url === undefined ? DEFAULT_OLLAMA_URL : new URL(url).origin,
    model: deployment?.model ?? DEFAULT_LOCAL_MODEL,
  };
}
