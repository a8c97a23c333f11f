import type { ErrorCode } from '../../../domain/errors/error-code.ts';
import type { ToolForm, ToolRef } from './canonical-request.ts';
import type { CanonicalUsage } from './canonical-usage.ts';

/**
 * Why an answer ended. `length`: output limit; `filtered`: the provider stopped it for safety;
 * `refusal`: the model declined in words; `pause`: the provider wants to be called again (end_turn false).
 */
export type FinishReason = 'stop' | 'tool-calls' | 'length' | 'filtered' | 'refusal' | 'pause';

/** What Codex or a person can act on, finer than the error code. */
export type FailureDetail =
  | 'context_length_exceeded'
  | 'insufficient_quota'
  | 'overloaded'
  | 'model_not_found'
  | 'content_filter'
  /** Reasoning of another provider or account was sent back: try once more without it. */
  | 'invalid_encrypted_content'
  | 'invalid_image'
  | 'empty_answer'
  | 'dropped_calls'
  | 'local_limit';

/** A failed answer, said by the upstream or found while reading it. */
export interface UpstreamFailure {
  readonly code: ErrorCode;
  /** For a person: the provider's own words where it gave any, cut to a screenful. Not for logs. */
  readonly message: string;
  readonly detail?: FailureDetail | undefined;
  /** Whole seconds. */
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * One answer as a stream of facts. Text and reasoning open their item by themselves, and an item of another
 * sort closes it; `item-end` is only needed between two items of the same sort. Calls may be open side by
 * side, told apart by `call`. Exactly one `finished` or `failed` comes last; `usage` comes before it.
 */
export type CanonicalEvent =
  | {
      readonly type: 'started';
      /** The provider's id of the answer, for telling duplicates apart. */
      readonly upstreamId?: string | undefined;
      readonly model?: string | undefined;
    }
  | {
      readonly type: 'text-delta';
      readonly text: string;
      readonly refusal?: true;
      readonly phase?: string | undefined;
    }
  /** Shown as reasoning summary. `newPart` starts another summary part in the same item. */
  | { readonly type: 'reasoning-delta'; readonly text: string; readonly newPart?: true }
  /** Sets the open reasoning item's encrypted content (an `encodeCarrier` string); opens one if none is open. */
  | { readonly type: 'reasoning-carrier'; readonly encrypted: string }
  | { readonly type: 'item-end' }
  | {
      readonly type: 'call-start';
      /** Counts up from 0 within the answer. */
      readonly call: number;
      readonly callId: string;
      readonly tool: ToolRef;
      readonly form: ToolForm;
    }
  /** JSON text for `function` and `search`, the already unescaped text for `custom`. */
  | { readonly type: 'call-delta'; readonly call: number; readonly delta: string }
  /** `input` is the whole text (JSON is valid and `{}` at least): what the deltas add up to, or a repair of it. */
  | { readonly type: 'call-end'; readonly call: number; readonly input: string }
  /** The upstream sent a call that cannot be handed on. An answer with nothing else fails. */
  | { readonly type: 'call-dropped'; readonly why: string }
  | { readonly type: 'usage'; readonly usage: CanonicalUsage }
  | { readonly type: 'finished'; readonly reason: FinishReason; readonly detail?: string | undefined }
  | ({ readonly type: 'failed' } & UpstreamFailure);
