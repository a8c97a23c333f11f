import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../ui/classes.ts';
import styles from './view-frame.module.css';

interface ViewFrameProps {
  readonly title: string;
  readonly actions?: ReactNode;
  /** Its last child takes what is left of the window's height. */
  readonly isFilling?: boolean;
  readonly children: ReactNode;
}

/** A view's heading and its name in the window's title. */
export const ViewFrame = ({ title, actions, isFilling = false, children }: ViewFrameProps) => {
  const { t } = useTranslation();
  const app = t('shell.app');
  useEffect(() => {
    document.title = `${title} – ${app}`;
  }, [title, app]);
  return (
    <div className={classes(styles.frame, isFilling && styles.filling)}>
      <div className={styles.head}>
        <h1>{title}</h1>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
      {children}
    </div>
  );
};
