import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { classes } from './classes.ts';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'style'> {
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet' | 'chosen';
  /** Its call is under way: it stays in the tab order and says so, and does nothing. */
  readonly isBusy?: boolean;
}

export const Button = ({
  look = 'plain',
  isBusy = false,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) => (
  <button
    {...rest}
    type={isBusy ? 'button' : type}
    className={classes(styles.button, styles[look])}
    aria-busy={isBusy || undefined}
    aria-disabled={isBusy || undefined}
    onClick={isBusy ? undefined : onClick}
  />
);
