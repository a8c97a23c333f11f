import type { Considered } from './considered.ts';
import type { Strategy } from './dispatch-settings.ts';

/** `other` is a request no Codex header describes. */
export type RequestKind = 'turn' | 'title' | 'compaction' | 'guardian' | 'review' | 'subagent' | 'other';

/** What dispatch needs to know of a request. Never its text. */
export interface DispatchRequest {
  /** The `model` Codex asked for: an alias or a deployment. */
  readonly requestedModel: string;
  /** Alias chosen from the task, for `codex-auto`. */
  readonly taskAlias?: string | undefined;
  /** Who would have taken the request and cannot, and the alias that takes it then, whatever was asked for. */
  readonly insteadOf?: { readonly ruledOut: Considered; readonly alias: string } | undefined;
  readonly kind: RequestKind;
  readonly conversationId?: string | undefined;
  /** Deployment named by the turn state that Codex echoes. */
  readonly turnDeployment?: string | undefined;
  /** Measured or estimated. */
  readonly inputTokens: number;
  readonly maxOutputTokens?: number | undefined;
  readonly needsImages: boolean;
  readonly needsTools: boolean;
  /** Sent from a folder whose code never leaves the machine. */
  readonly isLocalOnly: boolean;
  /** From a Codex that was launched to do without OpenAI, whatever the policy is and whichever model it names. */
  readonly avoidsOpenAi?: boolean | undefined;
  /** The second listener always uses `risk-adjusted`. */
  readonly strategy?: Strategy | undefined;
  /** Candidates of this provider go first. */
  readonly preferredProvider?: string | undefined;
  /** The person's calendar day, as `2026-11-21`. */
  readonly day: string;
}
