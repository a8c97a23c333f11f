import styles from './sparkline.module.css';

interface SparklineProps {
  /** Oldest first; `null` leaves a gap. */
  readonly values: readonly (number | null)[];
  /** Read by screen readers. */
  readonly label: string;
}

const WIDTH = 100;
const HEIGHT = 24;

/** One path per run of known values, zero always in it: a small plot shows a course, not figures. */
const drawPath = (values: readonly (number | null)[]): string => {
  const known = values.map(value => value ?? 0);
  const least = Math.min(...known, 0);
  const span = Math.max(...known, 0) - least || 1;
  const step = WIDTH / Math.max(1, values.length - 1);
  let isOpen = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isOpen = false;
        return '';
      }
      const point = `${(index * step).toFixed(2)} ${(HEIGHT - 1 - ((value - least) / span) * (HEIGHT - 2)).toFixed(2)}`;
      const command = isOpen ? `L${point}` : `M${point}`;
      isOpen = true;
      return command;
    })
    .join('');
};

export const Sparkline = ({ values, label }: SparklineProps) => (
  <svg
    role="img"
    aria-label={label}
    className={styles.plot}
    viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    preserveAspectRatio="none"
  >
    <path d={drawPath(values)} className={styles.line} vectorEffect="non-scaling-stroke" />
  </svg>
);
