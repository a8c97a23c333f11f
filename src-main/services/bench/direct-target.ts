import type { RouterSettings } from '../../contract/settings.ts';
import type { CallTarget } from './call-once.ts';

export type DirectTarget =
  | { readonly kind: 'target'; readonly deployment: string; readonly target: CallTarget }
  /** Why it cannot be measured without the router, in words. */
  | { readonly kind: 'none'; readonly why: string };

export interface BenchPrompt {
  readonly text: string;
  readonly maxOutputTokens: number;
  readonly stream: boolean;
}

/** The request of the bench in the Responses API. */
export function responsesRequest(model: string, prompt: BenchPrompt): string {
  const input = [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: prompt.text }] }];
  return JSON.stringify({
    model,
    stream: prompt.stream,
    store: false,
    max_output_tokens: prompt.maxOutputTokens,
    input,
  });
}

function chatRequest(model: string, prompt: BenchPrompt): string {
  return JSON.stringify({
    model,
    stream: prompt.stream,
    max_tokens: prompt.maxOutputTokens,
    messages: [{ role: 'user', content: prompt.text }],
    ...(prompt.stream && { stream_options: { include_usage: true } }),
  });
}

/**
 * The first candidate of an alias, asked without the router. Only wire APIs that take the very same request
 * compare like with like, and only keys of the environment are at hand here.
 */
export function directTarget(
  alias: string,
  settings: RouterSettings,
  env: Readonly<Record<string, string | undefined>>,
  prompt: BenchPrompt,
): DirectTarget {
  const name = settings.aliases[alias]?.candidates[0] ?? alias;
  const deployment = settings.deployments[name];
  const provider = deployment && settings.providers[deployment.provider];
  if (deployment === undefined || provider === undefined) return { kind: 'none', why: 'not in router.yaml' };
  if (provider.wire_api !== 'responses' && provider.wire_api !== 'chat') {
    return { kind: 'none', why: `${deployment.provider} speaks another wire API` };
  }
  const key = provider.key_env === undefined ? undefined : env[provider.key_env];
  if (key === undefined && !provider.keyless) {
    return { kind: 'none', why: `no key in ${provider.key_env ?? 'the environment'}` };
  }
  const isChat = provider.wire_api === 'chat';
  const path = isChat ? '/chat/completions' : '/responses';
  return {
    kind: 'target',
    deployment: name,
    target: {
      url: new URL(`${provider.base_url.replace(/\/+$/, '')}${path}`),
      headers: { ...provider.headers, ...(key !== undefined && { authorization: `Bearer ${key}` }) },
      body: isChat ? chatRequest(deployment.model, prompt) : responsesRequest(deployment.model, prompt),
    },
  };
}
