import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classes } from './classes.ts';
import { Shape, type Tone } from './shape.tsx';

interface BadgeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly isLarge?: boolean;
}

/** A state as colour, shape and word. */
export const Badge = ({ tone, children, isLarge = false }: BadgeProps) => (
  <span className={classes(styles.badge, styles[tone], isLarge && styles.large)}>
    <Shape tone={tone} />
    {children}
  </span>
);
