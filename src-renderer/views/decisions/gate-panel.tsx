import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdaptiveSnapshot, PromotionGate, Rollout } from '../../../src-main/contract/adaptive-report.ts';
import { formatMoment, formatShare } from '../../format.ts';
import { Told } from '../../parts/told.tsx';
import { selectIsBusy } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Tone } from '../../ui/shape.tsx';
import styles from './decisions.module.css';

type Verdict = PromotionGate['criteria'][number]['verdict'];
const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  better: 'ok',
  'not-worse': 'ok',
  worse: 'bad',
  unknown: 'idle',
};

const STAGES = ['off', 'shadow', 'canary', 'live'] as const;
type Stage = 'off' | Rollout;

const selectIsMoving = selectIsBusy('adaptive.setRollout');

interface GatePanelProps {
  readonly adaptive: AdaptiveSnapshot;
  readonly gate: PromotionGate | undefined;
}

/** The promotion control with its evidence: a step back is always free, a step forward says what carries it. */
export const GatePanel = ({ adaptive, gate }: GatePanelProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const store = useAppStore();
  const isMoving = useApp(selectIsMoving);
  const [asked, setAsked] = useState<Stage>();
  const current = adaptive.rollout;
  const gateWords =
    gate === undefined
      ? t('adaptive.rollout.gateUnknown')
      : gate.open
        ? t('adaptive.rollout.gateOpen')
        : t('adaptive.rollout.gateClosed');
  const move = (rollout: Stage): void => {
    setAsked(undefined);
    const stage = t(`adaptive.rollout.${rollout}`);
    void store.command('adaptive.setRollout', { rollout }, { done: t('adaptive.rollout.set', { stage }) });
  };
  return (
    <Panel
      title={t('adaptive.gate.title')}
      note={gateWords}
      actions={
        gate ? (
          <Badge tone={gate.open ? 'ok' : 'idle'}>
            {gate.open ? t('adaptive.gate.open') : t('adaptive.gate.closed')}
          </Badge>
        ) : null
      }
    >
      {adaptive.rolled_back ? (
        <Notice
          tone="warn"
          title={t('adaptive.rollout.rolledBack', {
            from: t(`adaptive.rollout.${adaptive.rolled_back.from}`),
            at: formatMoment(locale, adaptive.rolled_back.at_ms),
          })}
        >
          <Told of={adaptive.rolled_back} field="reason" /> {t('adaptive.rollout.rolledBackText')}
        </Notice>
      ) : null}
      {gate ? (
        <ul className={styles.criteria}>
          {gate.criteria.map(criterion => (
            <li key={criterion.figure}>
              <span>{t(`adaptive.figure.${criterion.figure}`)}</span>
              <Badge tone={VERDICT_TONES[criterion.verdict]}>
                {t(`adaptive.verdict.${criterion.verdict}`)}
              </Badge>
              <Told of={criterion} field="evidence" />
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <span className={styles.soft}>{t('adaptive.rollout.label')}</span>{' '}
        <strong>{t(`adaptive.rollout.${current}`)}</strong>
        {current === 'canary'
          ? ` (${t('adaptive.rollout.canaryShare', { share: formatShare(locale, adaptive.canary_fraction) })})`
          : ''}
      </p>
      <div className={styles.moves}>
        {STAGES.filter(stage => stage !== current).map(stage => (
          <Button
            key={stage}
            isBusy={isMoving}
            look={gate?.open && stage === gate.next ? 'primary' : 'plain'}
            onClick={() => setAsked(stage)}
          >
            {t('adaptive.rollout.to', { stage: t(`adaptive.rollout.${stage}`) })}
          </Button>
        ))}
      </div>
      {asked ? (
        <Dialog
          title={t('adaptive.rollout.confirm', { stage: t(`adaptive.rollout.${asked}`) })}
          onClose={() => setAsked(undefined)}
          actions={
            <>
              <Button onClick={() => setAsked(undefined)}>{t('shell.cancel')}</Button>
              <Button look="primary" onClick={() => move(asked)}>
                {t('adaptive.rollout.to', { stage: t(`adaptive.rollout.${asked}`) })}
              </Button>
            </>
          }
        >
          {gateWords}
        </Dialog>
      ) : null}
    </Panel>
  );
};
