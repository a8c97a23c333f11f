import { useTranslation } from 'react-i18next';
import type { SettingsProblem } from '../../../src-main/contract/settings-files.ts';
import { Told } from '../../parts/told.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './settings.module.css';

interface ProblemListProps {
  readonly problems: readonly SettingsProblem[];
  /** Puts the caret there, where there is an editor. */
  readonly onGoTo?: (problem: SettingsProblem) => void;
}

export const ProblemList = ({ problems, onGoTo }: ProblemListProps) => {
  const { t } = useTranslation();
  return (
    <ul className={styles.problems}>
      {problems.map(problem => {
        const { file, message } = problem;
        const place = { line: String(problem.line), column: String(problem.column) };
        return (
          <li key={`${file}:${place.line}:${place.column}:${message}`}>
            <Told of={problem} field="message" />
            <Told of={problem} field="remedy" />
            {onGoTo ? (
              <Button onClick={() => onGoTo(problem)}>{t('settings.goTo', place)}</Button>
            ) : (
              <span className={styles.soft}>{t('settings.at', { file, ...place })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
};
