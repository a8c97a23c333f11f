import { stripVTControlCharacters } from 'node:util';

const GAP = '  ';
const widthOf = (cell: string): number => [...stripVTControlCharacters(cell)].length;

/**
 * Rows as aligned columns; nothing is cut, the last column has no padding.
 * @param right columns, by their number, whose cells end at the same place (figures)
 */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const columns = Math.max(0, ...rows.map(row => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map(row => widthOf(row[column] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
        if (right.includes(column)) return space + cell;
        return column === row.length - 1 ? cell : cell + space;
      })
      .join(GAP)
      .trimEnd();
  return rows.map(line).join('\n');
}
