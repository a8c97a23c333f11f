import { useTranslation } from 'react-i18next';
import type { DoctorCheck } from '../../../src-main/contract/doctor-report.ts';
import { formatMoment } from '../../format.ts';
import { Remedy, Told } from '../../parts/told.tsx';
import { ViewFrame } from '../../parts/view-frame.tsx';
import { selectDoctor, selectIsBusy } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Tone } from '../../ui/shape.tsx';
import styles from './doctor.module.css';

const selectIsRunning = selectIsBusy('doctor.run');

export const DoctorView = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const answer = useApp(selectDoctor);
  const isRunning = useApp(selectIsRunning);
  return (
    <ViewFrame
      title={t('doctor.title')}
      actions={
        <Button look="primary" isBusy={isRunning} onClick={() => void store.load('doctor.run', undefined)}>
          {isRunning ? t('doctor.running') : answer ? t('doctor.again') : t('doctor.run')}
        </Button>
      }
    >
      <p className={styles.intro}>{t('doctor.intro')}</p>
      {answer?.report ? (
        <Checks atMs={answer.report.atMs} checks={answer.report.checks} />
      ) : (
        <EmptyState title={t('doctor.absent')}>
          {answer ? t('doctor.unavailable') : t('doctor.absentText')}
        </EmptyState>
      )}
    </ViewFrame>
  );
};

const TONES: Readonly<Record<DoctorCheck['result'], Tone>> = {
  ok: 'ok',
  warn: 'warn',
  bad: 'bad',
  skipped: 'idle',
};
/** What needs a person first. */
const ORDER: readonly DoctorCheck['result'][] = ['bad', 'warn', 'ok', 'skipped'];

interface ChecksProps {
  readonly atMs: number;
  readonly checks: readonly DoctorCheck[];
}

const Checks = ({ atMs, checks }: ChecksProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const isFine = checks.every(({ result }) => result === 'ok' || result === 'skipped');
  return (
    <>
      {isFine ? <Notice tone="ok" title={t('doctor.all')} /> : null}
      <ul className={styles.checks}>
        {ORDER.flatMap(result => checks.filter(check => check.result === result)).map(check => (
          <li key={check.name} className={styles.check}>
            <Badge tone={TONES[check.result]}>{t(`doctor.result.${check.result}`)}</Badge>
            <div className={styles.text}>
              <h2>
                <Told of={check} field="title" />
              </h2>
              <Told of={check} field="message" />
              {check.remedy ? (
                <div className={styles.remedy}>
                  <Remedy of={check} />
                </div>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <p className={styles.intro}>{t('doctor.ranAt', { time: formatMoment(locale, atMs) })}</p>
    </>
  );
};
