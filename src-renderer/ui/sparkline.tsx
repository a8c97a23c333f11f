import { drawCourse } from './draw-course.ts';
import styles from './sparkline.module.css';

interface SparklineProps {
  /** Oldest first; `null` leaves a gap. */
  readonly values: readonly (number | null)[];
  /** Read by screen readers. */
  readonly label: string;
}

const WIDTH = 100;
const HEIGHT = 24;

/** A small plot shows a course, not figures. */
export const Sparkline = ({ values, label }: SparklineProps) => {
  const { line, dots } = drawCourse(values, WIDTH, HEIGHT);
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.plot}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      <path d={line} className={styles.line} vectorEffect="non-scaling-stroke" />
      <path d={dots} className={styles.dots} vectorEffect="non-scaling-stroke" />
    </svg>
  );
};
