import { type CompiledSettings, compileSettings } from './compile-settings.ts';
import { type Conversations, NO_CONVERSATIONS } from './conversations.ts';
import { type DeploymentLive, initialLive } from './deployment-live.ts';
import type { DispatchPolicy, DispatchSettings } from './dispatch-settings.ts';
import { NO_SPEND, NOTHING_RESERVED, type Reserved, type Spend } from './spend.ts';

export interface ProviderLive {
  /** A key is held in memory. Keyless providers need none. */
  readonly hasKey: boolean;
  /** False while its server is known to be down (a local Ollama that is not running). */
  readonly isUp: boolean;
  readonly keyChangedAtMs: number;
}

/** Everything dispatch decides by. Readonly; `applyEvent` gives the next one. */
export interface DispatchState {
  readonly compiled: CompiledSettings;
  readonly policy: DispatchPolicy;
  /** By deployment index. */
  readonly live: readonly DeploymentLive[];
  readonly providers: ReadonlyMap<string, ProviderLive>;
  readonly conversations: Conversations;
  readonly spend: Spend;
  /** Kept of the budgets by attempts on their way. */
  readonly reserved: Reserved;
}

export const UNSEEN_PROVIDER: ProviderLive = { hasKey: false, isUp: true, keyChangedAtMs: 0 };

/** A state that has learned nothing: priors, no cooldowns, no keys, every server taken to be up. */
export function createDispatchState(settings: DispatchSettings, policy: DispatchPolicy): DispatchState {
  const compiled = compileSettings(settings);
  return {
    compiled,
    policy,
    live: compiled.deployments.map(initialLive),
    providers: new Map(),
    conversations: NO_CONVERSATIONS,
    spend: NO_SPEND,
    reserved: NOTHING_RESERVED,
  };
}
