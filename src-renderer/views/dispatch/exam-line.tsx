import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamCheck, Examined, ExamReport } from '../../../src-main/contract/exam-report.ts';
import type { ExamSnapshot } from '../../../src-main/contract/snapshot.ts';
import { formatCount, formatMoment } from '../../format.ts';
import { Told } from '../../parts/told.tsx';
import { busyName } from '../../state/app-store.ts';
import { selectIsBusy } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Clipped } from '../../ui/clipped.tsx';
import type { Tone } from '../../ui/shape.tsx';
import styles from './exams.module.css';

type Running = NonNullable<ExamSnapshot['running']>;

const TONES: Readonly<Record<ExamCheck['outcome'], Tone>> = {
  failed: 'bad',
  passed: 'ok',
  'not-offered': 'idle',
};
/** What needs a person first. */
const OUTCOMES = ['failed', 'not-offered', 'passed'] as const;
const CHECK_COUNT = 12;

interface ExamLineProps {
  readonly examined: Examined;
  readonly running: Running | undefined;
  readonly canRun: boolean;
}

export const ExamLine = memo(({ examined, running, canRun }: ExamLineProps) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const locale = useLocale();
  const { deployment, provider, report, isStale } = examined;
  const isBeginning = useApp(selectIsBusy(busyName('exam.run', deployment)));
  return (
    <li className={styles.exam}>
      <div className={styles.names}>
        <h3>
          <Clipped text={deployment} />
        </h3>
        <span className={styles.soft}>
          <Clipped text={provider} />
        </span>
      </div>
      <div className={styles.found}>
        {running ? <Progress running={running} /> : null}
        {report ? <Found report={report} /> : null}
        {report || running ? null : <span className={styles.soft}>{t('exams.never')}</span>}
      </div>
      <div className={styles.when}>
        {report ? (
          <span className={styles.soft}>{t('exams.at', { time: formatMoment(locale, report.atMs) })}</span>
        ) : null}
        {isStale ? (
          <span title={t('exams.staleHint')}>
            <Badge tone="warn">{t('exams.stale')}</Badge>
          </span>
        ) : null}
      </div>
      {running ? (
        <Button
          aria-label={t('exams.cancelFor', { deployment })}
          onClick={() => void store.command('exam.cancel', undefined)}
        >
          {t('exams.cancel')}
        </Button>
      ) : (
        <Button
          disabled={!canRun}
          isBusy={isBeginning}
          aria-label={report ? t('exams.againFor', { deployment }) : t('exams.examineFor', { deployment })}
          onClick={() => void store.command('exam.run', { deployment }, { about: deployment })}
        >
          {report ? t('exams.again') : t('exams.examine')}
        </Button>
      )}
    </li>
  );
});

const Progress = ({ running }: { readonly running: Running }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const words = t('exams.progress', {
    number: formatCount(locale, Math.min(running.done + 1, CHECK_COUNT)),
    total: formatCount(locale, CHECK_COUNT),
    check: t(`exams.check.${running.check}`),
  });
  return (
    <div className={styles.progress}>
      <progress aria-label={words} max={CHECK_COUNT} value={running.done} />
      <span role="status">{words}</span>
    </div>
  );
};

/** The sums, which open into the twelve checks. */
const Found = ({ report }: { readonly report: ExamReport }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const { deployment, checks } = report;
  const sums = OUTCOMES.map(outcome => {
    const count = checks.filter(check => check.outcome === outcome).length;
    return { outcome, count, words: t(`exams.count.${outcome}`, { number: formatCount(locale, count) }) };
  }).filter(({ count }) => count > 0);
  const name = [t('exams.checksOf', { deployment }), ...sums.map(({ words }) => words)].join(', ');
  return (
    <details>
      <summary aria-label={name}>
        <span className={styles.sums}>
          {sums.map(({ outcome, words }) => (
            <Badge key={outcome} tone={TONES[outcome]}>
              {words}
            </Badge>
          ))}
        </span>
      </summary>
      <ul className={styles.checks}>
        {OUTCOMES.flatMap(outcome => checks.filter(check => check.outcome === outcome)).map(check => (
          <li key={check.name}>
            <Badge tone={TONES[check.outcome]}>{t(`exams.outcome.${check.outcome}`)}</Badge>
            <strong>{t(`exams.check.${check.name}`)}</strong>
            <span className={styles.words}>
              <Told of={check} field="words" />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
};
