import type { AnswerFacts, AttemptResult } from '../attempt.ts';

/** One way of handing an upstream's body on. Every method may settle the attempt by returning its result. */
export interface BodyRelay {
  onChunk(chunk: Buffer): AttemptResult | undefined;
  onEnd(): AttemptResult;
  /** The upstream failed or was given up while this relay was at work. */
  onFailure(failure: { readonly error: unknown }): AttemptResult;
  /** What is known of an answer whose client left; undefined where it is none. */
  soFar(): AnswerFacts | undefined;
  /** Called while the upstream is silent. */
  onQuiet(): void;
  /** The answer is whole as it stands, but for the word that it is: `onEnd` may take its place. */
  mayBeOver?(): boolean;
}
