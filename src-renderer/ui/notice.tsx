import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './notice.module.css';
import { Shape, type Tone } from './shape.tsx';

interface NoticeProps {
  readonly tone: Tone;
  readonly title: ReactNode;
  /** What to do about it. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Something the person should know, with what to do next. */
export const Notice = ({ tone, title, children, actions }: NoticeProps) => (
  <div className={classes(styles.notice, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
    <span className={styles.shape}>
      <Shape tone={tone} />
    </span>
    <div className={styles.text}>
      <p className={styles.title}>{title}</p>
      {children ? <div>{children}</div> : null}
    </div>
    {actions ? <div className={styles.actions}>{actions}</div> : null}
  </div>
);
