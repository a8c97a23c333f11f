import type { ReactNode } from 'react';
import styles from './tile.module.css';

interface TileProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  /** A small plot under the figure. */
  readonly children?: ReactNode;
}

export const Tile = ({ label, value, note, children }: TileProps) => (
  <div className={styles.tile}>
    <dt className={styles.label}>{label}</dt>
    <dd className={styles.value}>{value}</dd>
    {note ? <dd className={styles.note}>{note}</dd> : null}
    {children ? <dd className={styles.plot}>{children}</dd> : null}
  </div>
);

export const Tiles = ({ children }: { readonly children: ReactNode }) => (
  <dl className={styles.tiles}>{children}</dl>
);
