import type { TFunction } from 'i18next';
import type { StateProbabilities } from '../../src-main/contract/adaptive-report.ts';
import { formatShare } from '../format.ts';

/** The five health states in the order of every bar, area and legend. */
export const HEALTH_STATES = ['healthy', 'warming', 'overloaded', 'failing', 'cooldown'] as const;

/** `healthy 72%, warming 18%, …` */
export const probabilityWords = (t: TFunction, locale: string, of: StateProbabilities): string =>
  HEALTH_STATES.map(state =>
    t('adaptive.part', { state: t(`adaptive.state.${state}`), share: formatShare(locale, of[state]) }),
  ).join(', ');

export const probabilityParts = (
  of: StateProbabilities,
): readonly { readonly name: string; readonly share: number }[] =>
  HEALTH_STATES.map(name => ({ name, share: of[name] }));
