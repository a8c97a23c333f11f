import { classes } from './classes.ts';
import styles from './clipped.module.css';

/** Longest text put into a cell: more would cost layout and be cut off by the column anyway. */
const MAX_SHOWN = 240;
const MAX_HINTED = 1000;

const cut = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const head = text.slice(0, length);
  // Half a surrogate pair would show as a broken character.
  return `${/[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head}…`;
};

interface ClippedProps {
  readonly text: string;
  readonly isMono?: boolean;
}

/**
 * Text from outside (a model name, an error, a folder) on one line: as text, cut by the column, isolated so that
 * its direction marks cannot reorder what stands beside it.
 */
export const Clipped = ({ text, isMono = false }: ClippedProps) => (
  <bdi className={classes(styles.clipped, isMono && styles.mono)} title={cut(text, MAX_HINTED)}>
    {cut(text, MAX_SHOWN)}
  </bdi>
);

/** The same text in full, wrapped, in a box that scrolls when it is long. */
export const FullText = ({ text, isMono = false }: ClippedProps) => (
  <bdi className={classes(styles.full, isMono && styles.mono)}>{text}</bdi>
);
