import type { AdaptiveSnapshot } from '../../../contract/adaptive-report.ts';
import type { TrayItem } from './tray-item.ts';
import { SEPARATOR } from './tray-item.ts';
import type { TrayWords } from './tray-words.ts';

const STAGES = ['off', 'shadow', 'canary', 'live'] as const;

/** Adaptive routing ▸: the stages, the one in force marked; after a roll-back a line says so. */
export function adaptiveSubmenu(adaptive: AdaptiveSnapshot, words: TrayWords): TrayItem {
  const chosen = adaptive.enabled ? adaptive.rollout : 'off';
  const rolledBack: readonly TrayItem[] = [{ type: 'text', label: words.adaptive.rolledBack }, SEPARATOR];
  return {
    type: 'submenu',
    label: words.adaptive.title,
    items: [
      ...(adaptive.rolled_back === undefined ? [] : rolledBack),
      ...STAGES.map(
        (rollout): TrayItem => ({
          type: 'action',
          label: words.adaptive[rollout],
          isEnabled: true,
          isTicked: rollout === chosen,
          isOneOfSeveral: true,
          action: { kind: 'adaptive', rollout },
        }),
      ),
    ],
  };
}
