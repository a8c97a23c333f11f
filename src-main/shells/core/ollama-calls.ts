import type { CallInput, CallOutput, DashboardCall, Outcome } from '../../contract/dashboard-calls.ts';
import { type Sentence, say } from '../../domain/sentence/sentence.ts';
import type { HostedOllama } from './host-ollama.ts';

/** Runs a command; what went wrong comes back in words instead of as a rejection. */
export type RunOutcome = (run: () => Promise<Sentence | undefined>) => Promise<Outcome>;

/** Ollama under every surface. */
export function createOllamaCalls(
  ollama: HostedOllama,
  outcome: RunOutcome,
): {
  readonly [C in Extract<DashboardCall, `ollama.${string}`>]: (input: CallInput<C>) => Promise<CallOutput<C>>;
} {
  return {
    'ollama.start': () => outcome(() => ollama.start()),
    'ollama.stop': () => outcome(() => ollama.stop()),
    'ollama.pull': () => outcome(() => ollama.pull()),
    'ollama.cancelPull': () =>
      outcome(async () => {
        ollama.cancelPull();
        return say`What was pulled so far is kept; pulling again goes on from there.`;
      }),
  };
}
