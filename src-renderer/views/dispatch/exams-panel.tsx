import { useTranslation } from 'react-i18next';
import { Remedy, Told } from '../../parts/told.tsx';
import { selectExam, selectExams, selectPhase } from '../../state/selectors.ts';
import { useApp } from '../../state/use-app.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ExamLine } from './exam-line.tsx';
import styles from './exams.module.css';

/** What an exam found at each deployment, the exam that runs, and how to begin one. */
export const ExamsPanel = () => {
  const { t } = useTranslation();
  const exams = useApp(selectExams)?.exams;
  const exam = useApp(selectExam);
  const canRun = useApp(selectPhase) === 'ready' && exam?.running === undefined;
  const isRouting = useApp(selectPhase) === 'ready';
  if (exams === undefined) return null;
  const ended = exam?.ended;
  return (
    <Panel title={t('exams.title')} note={t('exams.note')}>
      {ended?.fault ? (
        <Notice tone="bad" title={t('exams.ended', { deployment: ended.deployment })}>
          <Told of={ended.fault} field="message" /> <Remedy of={ended.fault} />
        </Notice>
      ) : null}
      {exams.every(({ report }) => report === undefined) && exam?.running === undefined ? (
        <EmptyState title={t('exams.absent')}>
          {t('exams.absentText', { command: `signalbox exam ${exams[0]?.deployment ?? ''}`.trim() })}
        </EmptyState>
      ) : null}
      {isRouting ? null : <p className={styles.soft}>{t('exams.needsRouting')}</p>}
      <ul className={styles.exams} aria-label={t('exams.list')}>
        {exams.map(examined => (
          <ExamLine
            key={examined.deployment}
            examined={examined}
            running={exam?.running?.deployment === examined.deployment ? exam.running : undefined}
            canRun={canRun}
          />
        ))}
      </ul>
    </Panel>
  );
};
