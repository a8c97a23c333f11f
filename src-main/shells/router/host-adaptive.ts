import { dirname, join } from 'node:path';
import type { AdaptiveRouterPolicy } from '../../contract/adaptive-policy.ts';
import type { FromRouter } from '../../contract/from-router.ts';
import { savedRolloutSchema } from '../../contract/saved-rollout.ts';
import { reviveRollout, saveRollout } from '../../domain/markov/rollout/saved-rollout.ts';
import { openStateFile } from '../../services/ledger/open-state-file.ts';
import { readNewest } from '../../services/ledger/read-ledger.ts';
import { type AdaptiveHost, createAdaptiveHost } from '../../services/router/adaptive/adaptive-host.ts';

export interface AdaptiveHosting extends AsyncDisposable {
  readonly host: AdaptiveHost;
  /** Tells the parent, where something changed since it was last told. */
  tell(): void;
}

export interface AdaptiveHostingOptions {
  readonly policy: AdaptiveRouterPolicy;
  readonly ledgerFolder: string;
  /** File of the dispatch state; the stage is kept beside it. */
  readonly statePath: string;
  send(message: FromRouter): void;
  onTrouble(cause: unknown): void;
}

/** Belief relaxes while nothing happens: a window that looks on sees it do so. */
const AT_LEAST_EVERY_MS = 5000;
/** Records read back for the roll-back's yardstick, where the policy asks for fewer. */
const FEWEST_RECORDS = 200;

/**
 * The adaptive router with its memory: the stage comes from its state file, and what was learned from the log.
 * The log is read beside the first requests, not before them.
 */
export async function hostAdaptive(options: AdaptiveHostingOptions): Promise<AdaptiveHosting> {
  const { policy, ledgerFolder, send, onTrouble } = options;
  const state = await openStateFile({
    path: join(dirname(options.statePath), 'adaptive.json'),
    schema: savedRolloutSchema,
    take: () => saveRollout(host.rollout()),
    onError: onTrouble,
  });
  let told = '';
  let toldAtMs = 0;
  const host: AdaptiveHost = createAdaptiveHost({
    policy,
    rollout: state.loaded && reviveRollout(state.loaded),
    nowMs: Date.now(),
    onTransition(transition) {
      send({ type: 'log', line: { event: 'adaptive-rollout', ...transition } });
      state.touch();
      // Rare, and what a person looks for at once.
      void state.flush();
    },
  });
  void readNewest(ledgerFolder, Math.max(policy.max_history, FEWEST_RECORDS))
    .then(newestFirst => host.remember(newestFirst.reverse()))
    .catch((cause: unknown) => {
      host.remember([]);
      onTrouble(cause);
    });
  return {
    host,
    tell() {
      const adaptive = host.snapshot(Date.now());
      const observed = Object.values(adaptive.candidates).reduce((sum, one) => sum + one.observations, 0);
      const facts = JSON.stringify([adaptive.enabled, adaptive.rollout, adaptive.canary_fraction, observed]);
      if (facts === told && Date.now() - toldAtMs < AT_LEAST_EVERY_MS) return;
      told = facts;
      toldAtMs = Date.now();
      send({ type: 'adaptive', adaptive });
    },
    [Symbol.asyncDispose]: () => state[Symbol.asyncDispose](),
  };
}
