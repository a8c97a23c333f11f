import { useTranslation } from 'react-i18next';
import type { AdaptiveHealth } from '../../../src-main/contract/adaptive-report.ts';
import { formatCount, formatScore } from '../../format.ts';
import { HEALTH_STATES, probabilityParts, probabilityWords } from '../../parts/probability-words.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Clipped } from '../../ui/clipped.tsx';
import { StateBar, StateLegend } from '../../ui/state-bar.tsx';
import styles from './decisions.module.css';

interface CandidateHealthProps {
  readonly candidates: Readonly<Record<string, AdaptiveHealth>>;
}

/** Per candidate the five-state distribution as a stacked bar, with risk and score. */
export const CandidateHealth = ({ candidates }: CandidateHealthProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <div className={styles.healths}>
      <StateLegend names={HEALTH_STATES.map(state => t(`adaptive.state.${state}`))} />
      {Object.entries(candidates).map(([candidate, health]) => (
        <div key={candidate} className={styles.health}>
          <div className={styles.healthHead}>
            <Clipped text={candidate} />
            <span className={styles.soft}>
              {[
                t(`adaptive.state.${health.state}`),
                t('adaptive.shadow.risk', { value: formatScore(locale, health.risk) }),
                t('adaptive.shadow.adjusted', { value: formatScore(locale, health.adjusted_score) }),
                t('adaptive.shadow.observations', { number: formatCount(locale, health.observations) }),
                ...(health.cold_start ? [t('adaptive.shadow.cold')] : []),
              ].join(' · ')}
            </span>
          </div>
          <StateBar
            parts={probabilityParts(health.probabilities)}
            label={t('adaptive.distribution', {
              candidate,
              parts: probabilityWords(t, locale, health.probabilities),
            })}
          />
        </div>
      ))}
    </div>
  );
};
