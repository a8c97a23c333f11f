import type { IncomingHttpHeaders } from 'node:http';
import type { TimeoutSettings } from '../../contract/settings.ts';
import type { TokenUsage } from '../../domain/usage/cost-of-usage.ts';
import type { Secret } from '../../lib/secret.ts';
import type { ClientAnswer } from './client-answer.ts';
import type { ToolCallCount } from './relay/tool-call-count.ts';
import type { BaseUrl } from './upstream/base-url.ts';
import type { Pools } from './upstream/pools.ts';
import type { UpstreamFailure } from './wire/canonical-event.ts';
import type { WireTarget } from './wire/wire-target.ts';

/** Where one attempt goes: (model, URL, key) are resolved together and move as one unit. */
export interface AttemptTarget {
  readonly deployment: string;
  readonly baseUrl: BaseUrl;
  readonly wire: WireTarget;
  readonly key: Secret | undefined;
  /** Extra headers of the provider's settings, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** OpenAI itself, by the person's own login: what it says of its service is for their Codex. */
  readonly isOwnPlan?: boolean;
}

export interface AttemptContext {
  readonly answer: ClientAnswer;
  readonly pools: Pools;
  readonly timeouts: TimeoutSettings;
  /** This machine's clock, epoch ms. */
  nowMs(): number;
  /** Headers that every answer carries (requested and selected model, attempts, reason). */
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** Sees the headers of whatever the upstream answers, a refusal too. */
  onHeaders?(headers: IncomingHttpHeaders): void;
}

/** What an attempt that reached the client knows of its answer. */
export interface AnswerFacts {
  /** In the one convention of the domain: the whole input, cached tokens included; says where it is from. */
  readonly usage: TokenUsage | undefined;
  /** The upstream's own id of the answer, for telling duplicates apart. */
  readonly upstreamId: string | undefined;
  readonly upstreamStatus: number | undefined;
  /** Short phrases for the reason line: what was left out or changed knowingly on the way to the upstream. */
  readonly notes: readonly string[];
  /** Absent where the answer was handed on without being read. */
  readonly toolCalls?: ToolCallCount;
}

export type AttemptResult =
  | ({
      /** The client has its answer; the stream may still have ended in a failure of the upstream's own. */
      readonly kind: 'answered';
      /** HTTP status the client got. */
      readonly status: number;
      readonly ended: 'completed' | 'incomplete' | 'failed' | 'whole';
      /** Why, where `ended` is `failed` and it is known. */
      readonly failure?: UpstreamFailure | undefined;
    } & AnswerFacts)
  | {
      /** Nothing that a person sees was sent: another candidate may be tried. */
      readonly kind: 'failed';
      /** `retryAfterSeconds` is the upstream's own time to wait. */
      readonly failure: UpstreamFailure;
      readonly upstreamStatus: number | undefined;
      readonly notes: readonly string[];
      /** The upstream's own answer, for handing on where it says it best. */
      readonly original:
        | { readonly status: number; readonly contentType: string; readonly body: Buffer }
        | undefined;
    }
  | ({
      /** The answer broke after something was shown; the client was told the truth. */
      readonly kind: 'broken';
      readonly failure: UpstreamFailure;
    } & AnswerFacts)
  | {
      readonly kind: 'client-gone';
      /** Where the upstream had begun to answer: what it wrote until then is paid for. */
      readonly soFar?: AnswerFacts;
    };

/** What is known of an answer that was begun, whatever became of it. */
export function answerFactsOf(result: AttemptResult | undefined): AnswerFacts | undefined {
  switch (result?.kind) {
    case 'answered':
    case 'broken':
      return result;
    case 'client-gone':
      return result.soFar;
    case 'failed':
    case undefined:
      return undefined;
  }
}
