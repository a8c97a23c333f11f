import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AdaptiveRecord } from '../../../src-main/contract/adaptive-report.ts';
import { formatPerSec, formatScore } from '../../format.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Badge } from '../../ui/badge.tsx';
import { FullText } from '../../ui/clipped.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Tone } from '../../ui/shape.tsx';
import { CandidateHealth } from './candidate-health.tsx';
import styles from './decisions.module.css';

const outcomeOf = (t: TFunction, record: AdaptiveRecord): readonly [Tone, string] => {
  if (record.applied) return ['ok', t('adaptive.shadow.applied')];
  if (record.cost_guard_blocked) return ['warn', t('adaptive.shadow.guarded')];
  if (record.would_switch) return ['busy', t('adaptive.shadow.wouldSwitch')];
  return ['idle', t('adaptive.shadow.same')];
};

/** What the health model thought of one request: what it would have changed, and why it did or did not. */
export const ShadowPanel = ({ record }: { readonly record: AdaptiveRecord | undefined }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  if (record === undefined || !record.enabled)
    return (
      <Panel title={t('adaptive.shadow.title')}>
        <p className={styles.soft}>{t('adaptive.shadow.off')}</p>
      </Panel>
    );
  const [tone, outcome] = outcomeOf(t, record);
  return (
    <Panel
      title={t('adaptive.shadow.title')}
      actions={<Badge tone="idle">{t(`adaptive.rollout.${record.rollout}`)}</Badge>}
    >
      <Facts
        facts={[
          { label: t('adaptive.shadow.outcome'), value: <Badge tone={tone}>{outcome}</Badge> },
          ...(record.baseline_provider === ''
            ? []
            : [
                { label: t('adaptive.shadow.baseline'), value: <FullText text={record.baseline_provider} /> },
                {
                  label: t('adaptive.shadow.suggested'),
                  value: <FullText text={record.suggested_provider} />,
                },
              ]),
          { label: t('adaptive.shadow.delta'), value: formatScore(locale, record.confidence_delta) },
          {
            label: t('adaptive.shadow.multiplier'),
            value: t('adaptive.shadow.ofMax', {
              value: formatPerSec(locale, record.cost_multiplier),
              max: formatPerSec(locale, record.max_cost_multiplier),
            }),
          },
        ]}
      />
      <CandidateHealth candidates={record.health} />
    </Panel>
  );
};
