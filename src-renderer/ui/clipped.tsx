import { classes } from './classes.ts';
import styles from './clipped.module.css';
import { cutText, showControls } from './show-controls.ts';

/** Longest text put into a cell: more would cost layout and be cut off by the column anyway. */
const MAX_SHOWN = 240;
const MAX_HINTED = 1000;

interface ClippedProps {
  readonly text: string;
  readonly isMono?: boolean;
  /** Of a text that is not in the language of the page. */
  readonly lang?: string | undefined;
}

/** What a cell of its own shows of such a text, and what it says when pointed at. */
export const clip = (text: string): { readonly title: string; readonly children: string } => {
  const children = showControls(cutText(text, MAX_SHOWN));
  return { title: text.length > MAX_SHOWN ? showControls(cutText(text, MAX_HINTED)) : children, children };
};

/**
 * Text from outside (a model name, an error, a folder) on one line: as text, cut by the column, isolated so that
 * its direction cannot reorder what stands beside it.
 */
export const Clipped = ({ text, isMono = false, lang }: ClippedProps) => (
  <bdi lang={lang} className={classes(styles.clipped, isMono && styles.mono)} {...clip(text)} />
);

/** From about here on a full text may be higher than its box, which a keyboard must then be able to scroll. */
const SCROLLS_FROM = 400;

/** The same text in full, wrapped, in a box that scrolls when it is long. */
export const FullText = ({ text, isMono = false, lang }: ClippedProps) => (
  <bdi
    lang={lang}
    className={classes(styles.full, isMono && styles.mono)}
    tabIndex={text.length >= SCROLLS_FROM ? 0 : undefined}
  >
    {showControls(text)}
  </bdi>
);
