import styles from './state-bar.module.css';

export interface StatePart {
  readonly name: string;
  readonly share: number;
}

interface StateBarProps {
  /** In the order of the legend; shares in 0..1. */
  readonly parts: readonly StatePart[];
  /** Read by screen readers: all parts in words. */
  readonly label: string;
}

/** A distribution as one stacked bar. Its label says the same in words. */
export const StateBar = ({ parts, label }: StateBarProps) => {
  let start = 0;
  return (
    <svg role="img" aria-label={label} className={styles.bar} viewBox="0 0 100 10" preserveAspectRatio="none">
      {parts.map(({ name, share }, index) => {
        const x = start;
        start += share * 100;
        return (
          <rect key={name} x={x} y="0" width={share * 100} height="10" className={styles[`part${index}`]} />
        );
      })}
    </svg>
  );
};

export const StateLegend = ({ names }: { readonly names: readonly string[] }) => (
  <ul className={styles.legend}>
    {names.map((name, index) => (
      <li key={name}>
        <svg className={styles.swatch} viewBox="0 0 10 10" aria-hidden="true">
          <rect width="10" height="10" className={styles[`part${index}`]} />
        </svg>
        {name}
      </li>
    ))}
  </ul>
);
