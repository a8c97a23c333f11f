import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './table.module.css';

export interface Column<Name extends string = string> {
  readonly name: Name;
  readonly title: string;
  readonly isNumber?: boolean;
  /** Takes what the others leave. */
  readonly isWide?: boolean;
  /** Left out where the table has less than 44 rem. */
  readonly isOptional?: boolean;
  /** A CSS length. With one on any column all are laid out by their heads alone, which long tables need. */
  readonly width?: string;
}

interface TableProps<Name extends string> {
  /** Read by screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Name>[];
  readonly sort?: { readonly by: Name; readonly isDescending: boolean };
  readonly onSort?: (by: Name) => void;
  /** With the head, where not all rows are in the page. */
  readonly rowCount?: number | undefined;
  /** `<tr>` elements made of `Cell`. */
  readonly children: ReactNode;
}

export const Table = <Name extends string>({
  caption,
  columns,
  sort,
  onSort,
  rowCount,
  children,
}: TableProps<Name>) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard cannot scroll the table sideways
  <section className={styles.scroller} aria-label={caption} tabIndex={0}>
    <table
      className={classes(styles.table, columns.some(({ width }) => width) && styles.fixed)}
      aria-rowcount={rowCount}
    >
      <caption className={styles.caption}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(column => (
            <th
              key={column.name}
              scope="col"
              className={cellClass(column)}
              style={column.width ? { width: column.width } : undefined}
              aria-sort={
                sort?.by === column.name ? (sort.isDescending ? 'descending' : 'ascending') : undefined
              }
            >
              {onSort ? (
                <button type="button" className={styles.sort} onClick={() => onSort(column.name)}>
                  {column.title}
                  <span aria-hidden="true">
                    {sort?.by === column.name ? (sort.isDescending ? ' ↓' : ' ↑') : ''}
                  </span>
                </button>
              ) : (
                column.title
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </section>
);

const cellClass = (column: Omit<Column, 'name' | 'title' | 'width'>): string =>
  classes(
    styles.cell,
    column.isNumber && styles.number,
    column.isWide && styles.wide,
    column.isOptional && styles.optional,
  );

interface CellProps extends Omit<Column, 'name' | 'title' | 'width'> {
  readonly children: ReactNode;
}

export const Cell = ({ children, ...column }: CellProps) => <td className={cellClass(column)}>{children}</td>;
