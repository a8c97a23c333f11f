import type { AdaptiveSnapshot } from '../../contract/adaptive-report.ts';
import type { FromRouter } from '../../contract/from-router.ts';
import type { SavedRollout } from '../../contract/saved-rollout.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import { readSavedRollout, stageInForce } from './stage-in-force.ts';

export interface AdaptiveWatch {
  /** Takes what the router tells. */
  take(message: FromRouter): void;
  /** The router is gone: what it believed is no longer of the moment; the stage it left is in its file. */
  routerGone(): void;
  /** The file of the stage was written by somebody else than the router. */
  reread(): Promise<void>;
  snapshot(): AdaptiveSnapshot;
}

export interface AdaptiveWatchOptions {
  readonly settings: Settings;
  /** `state/adaptive.json` */
  readonly statePath: string;
  readonly changed: () => void;
  readonly defect: (cause: unknown) => void;
}

/** What the core knows of the adaptive router: the router's word, and while there is none the policy and its file. */
export async function createAdaptiveWatch(options: AdaptiveWatchOptions): Promise<AdaptiveWatch> {
  const { settings, statePath, changed, defect } = options;
  let told: AdaptiveSnapshot | undefined;
  let saved: SavedRollout | undefined;
  const read = async () => {
    saved = await readSavedRollout(statePath);
  };
  const reread = async () => {
    await read();
    changed();
  };
  await read().catch(defect);
  return {
    take(message) {
      if (message.type === 'adaptive') told = message.adaptive;
    },
    routerGone() {
      told = undefined;
      void reread().catch(defect);
    },
    reread,
    snapshot: () =>
      told ?? { ...stageInForce(settings.policy().adaptive_router, saved, Date.now()), candidates: {} },
  };
}
