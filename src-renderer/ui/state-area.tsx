import styles from './state-bar.module.css';

interface StateAreaProps {
  /** One distribution a moment, oldest first: shares in 0..1 in the order of the legend. */
  readonly moments: readonly { readonly atMs: number; readonly shares: readonly number[] }[];
  readonly label: string;
}

const HEIGHT = 40;

/** Upper and lower edge of one part over time, as a closed path. */
const drawBand = (moments: StateAreaProps['moments'], part: number): string => {
  const firstMs = moments[0]?.atMs ?? 0;
  const lengthMs = Math.max(1, (moments.at(-1)?.atMs ?? 0) - firstMs);
  const edge = (upTo: number): string[] =>
    moments.map(({ atMs, shares }) => {
      const sum = shares.slice(0, upTo).reduce((total, share) => total + share, 0);
      return `${(((atMs - firstMs) / lengthMs) * 100).toFixed(2)} ${(HEIGHT - sum * HEIGHT).toFixed(2)}`;
    });
  return `M${edge(part).join('L')}L${edge(part + 1)
    .reverse()
    .join('L')}Z`;
};

/** A distribution over time as a stacked area. */
export const StateArea = ({ moments, label }: StateAreaProps) => (
  <svg
    role="img"
    aria-label={label}
    className={styles.area}
    viewBox={`0 0 100 ${HEIGHT}`}
    preserveAspectRatio="none"
  >
    {(moments[0]?.shares ?? []).map((_, part) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the distribution
      <path key={part} d={drawBand(moments, part)} className={styles[`part${part}`]} />
    ))}
  </svg>
);
