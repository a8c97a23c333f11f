import type { CodexCapabilities } from './codex-capabilities.ts';
import { LOCAL_KEY_ENV } from './codex-names.ts';
import type { AuthCommand } from './plan-profile.ts';
import { SWAP_PATH_MARK, type SwapSpec } from './plan-swap.ts';
import { type RouterAddress, routedProfile } from './profile-spec.ts';

export interface SwapCircumstances {
  readonly router: RouterAddress;
  /** The person is logged in to OpenAI, with ChatGPT or an API key. */
  readonly hasOpenAiLogin: boolean;
  /**
   * Secret part of the path at which the router takes requests that carry the person's own credentials
   * instead of the local key; absent when it takes none.
   */
  readonly door?: string;
  readonly auth: AuthCommand;
  readonly capabilities: CodexCapabilities;
}

/**
 * Which form the swap takes. With a login, the built-in provider is redirected: plan, history and resume stay
 * as they are. Without, that provider would ask for a login first, so it gets one of ours.
 */
export function chooseSwap(circumstances: SwapCircumstances): SwapSpec {
  const { router, hasOpenAiLogin, door, auth, capabilities } = circumstances;
  const provider = routedProfile(router, auth, capabilities);
  if (!capabilities.profileFiles || !capabilities.authCommand) {
    return {
      form: 'profile-table',
      provider: { ...provider, catalog: { kind: 'none' } },
      keyEnv: LOCAL_KEY_ENV,
    };
  }
  if (hasOpenAiLogin && door !== undefined) {
    return { form: 'base-url', baseUrl: `http://127.0.0.1:${router.port}${SWAP_PATH_MARK}${door}/v1` };
  }
  return { form: 'provider', provider };
}

/** Whether the text of `auth.json` holds a login. Says nothing of its content. */
export function hasLogin(authJson: unknown): boolean {
  if (typeof authJson !== 'object' || authJson === null) return false;
  const { tokens, OPENAI_API_KEY: apiKey } = authJson as Readonly<Record<string, unknown>>;
  return (typeof tokens === 'object' && tokens !== null) || (typeof apiKey === 'string' && apiKey !== '');
}
