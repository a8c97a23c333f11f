import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import styles from './input.module.css';

interface InputProps extends Omit<ComponentProps<'input'>, 'className' | 'style'> {
  readonly isMono?: boolean;
}

export const Input = ({ isMono = false, ...rest }: InputProps) => (
  <input {...rest} className={classes(styles.input, isMono && styles.mono)} />
);

export const Select = (props: Omit<ComponentProps<'select'>, 'className' | 'style'>) => (
  <select {...props} className={styles.input} />
);
