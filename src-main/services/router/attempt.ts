import type { TimeoutSettings } from '../../contract/settings.ts';
import type { Secret } from '../../lib/secret.ts';
import type { ClientAnswer } from './client-answer.ts';
import type { ReportedUsage } from './relay/find-usage.ts';
import type { Pools } from './upstream/pools.ts';
import type { UpstreamFailure } from './wire/canonical-event.ts';
import type { WireTarget } from './wire/wire-target.ts';

/** Where one attempt goes: (model, URL, key) are resolved together and move as one unit. */
export interface AttemptTarget {
  readonly deployment: string;
  readonly baseUrl: URL;
  readonly wire: WireTarget;
  readonly key: Secret | undefined;
  /** Extra headers of the provider's settings, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface AttemptContext {
  readonly answer: ClientAnswer;
  readonly pools: Pools;
  readonly timeouts: TimeoutSettings;
  /** Aborts when the client goes or the router is forced to end. */
  readonly signal: AbortSignal;
  /** Headers that every answer carries (requested and selected model, attempts, reason). */
  readonly answerHeaders: Readonly<Record<string, string>>;
}

export type AttemptResult =
  | {
      /** The client has its answer; the stream may still have ended in a failure of the upstream's own. */
      readonly kind: 'answered';
      readonly status: number;
      readonly ended: 'completed' | 'incomplete' | 'failed' | 'whole';
      readonly usage: ReportedUsage | undefined;
      readonly upstreamId: string | undefined;
    }
  | {
      /** Nothing that a person sees was sent: another candidate may be tried. */
      readonly kind: 'failed';
      readonly failure: UpstreamFailure;
      readonly upstreamStatus: number | undefined;
      /** The upstream's own answer, for handing on where it says it best. */
      readonly original:
        | { readonly status: number; readonly contentType: string; readonly body: Buffer }
        | undefined;
    }
  | {
      /** The answer broke after something was shown; the client was told the truth. */
      readonly kind: 'broken';
      readonly failure: UpstreamFailure;
    }
  | { readonly kind: 'client-gone' };
