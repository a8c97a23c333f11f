import { useTranslation } from 'react-i18next';
import type { AdaptiveReport } from '../../../src-main/contract/adaptive-report.ts';
import { formatMoment } from '../../format.ts';
import { HEALTH_STATES, probabilityWords } from '../../parts/probability-words.ts';
import { Told } from '../../parts/told.tsx';
import { selectAdaptive, selectIsBusy, selectReport } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Clipped } from '../../ui/clipped.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateArea } from '../../ui/state-area.tsx';
import { StateLegend } from '../../ui/state-bar.tsx';
import { CandidateHealth } from './candidate-health.tsx';
import { CounterfactualPanel } from './counterfactual-panel.tsx';
import styles from './decisions.module.css';
import { GatePanel } from './gate-panel.tsx';

const selectIsLoading = selectIsBusy('adaptive.report');

/** The health model: what it believes now and over time, what it would have given, and how far it may go. */
export const ModelPanel = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const adaptive = useApp(selectAdaptive);
  const report = useApp(selectReport)?.report;
  const isLoading = useApp(selectIsLoading);
  if (!adaptive?.enabled)
    return (
      <EmptyState
        title={t('adaptive.absent')}
        actions={
          adaptive ? (
            <Button
              look="primary"
              onClick={() => void store.command('adaptive.setRollout', { rollout: 'shadow' })}
            >
              {t('adaptive.switchOn')}
            </Button>
          ) : null
        }
      >
        {t('adaptive.absentText')}
      </EmptyState>
    );
  return (
    <div className={styles.columns}>
      <Panel
        title={t('adaptive.now')}
        actions={
          <Button isBusy={isLoading} onClick={() => void store.load('adaptive.report', undefined)}>
            {t('shell.reload')}
          </Button>
        }
      >
        <CandidateHealth candidates={adaptive.candidates} />
      </Panel>
      {report ? <OverTime history={report.history} /> : null}
      <CounterfactualPanel counterfactual={report?.counterfactual} />
      <GatePanel adaptive={adaptive} gate={report?.gate} />
      {report && report.transitions.length > 0 ? <Transitions transitions={report.transitions} /> : null}
    </div>
  );
};

const OverTime = ({ history }: Pick<AdaptiveReport, 'history'>) => {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <Panel title={t('adaptive.overTime')}>
      <StateLegend names={HEALTH_STATES.map(state => t(`adaptive.state.${state}`))} />
      {history.map(({ candidate, points }) => {
        const last = points.at(-1);
        return last === undefined ? null : (
          <div key={candidate} className={styles.health}>
            <Clipped text={candidate} />
            <StateArea
              moments={points.map(({ at_ms, probabilities }) => ({
                atMs: at_ms,
                shares: HEALTH_STATES.map(state => probabilities[state]),
              }))}
              label={t('adaptive.overTimeOf', {
                candidate,
                parts: probabilityWords(t, locale, last.probabilities),
              })}
            />
            <p className={styles.axis}>
              <span>{formatMoment(locale, points[0]?.at_ms ?? last.at_ms)}</span>
              <span>{formatMoment(locale, last.at_ms)}</span>
            </p>
          </div>
        );
      })}
    </Panel>
  );
};

const Transitions = ({ transitions }: Pick<AdaptiveReport, 'transitions'>) => {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <Panel title={t('adaptive.transitions.title')}>
      <ol className={styles.criteria}>
        {transitions.map(transition => (
          <li key={transition.at_ms}>
            <Badge tone={transition.cause === 'roll-back' ? 'warn' : 'idle'}>
              {t('adaptive.transitions.line', {
                from: t(`adaptive.rollout.${transition.from}`),
                to: t(`adaptive.rollout.${transition.to}`),
              })}
            </Badge>
            <span className={styles.soft}>
              {formatMoment(locale, transition.at_ms)}, {t(`adaptive.transitions.${transition.cause}`)}
            </span>
            <Told of={transition} field="evidence" />
          </li>
        ))}
      </ol>
    </Panel>
  );
};
