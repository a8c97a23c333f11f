import { type ReactNode, useState } from 'react';

interface Props<T> {
  readonly rows: readonly T[];
  readonly render: (row: T) => ReactNode;
}

export function Table<T extends { id: number }>({ rows, render }: Props<T>) {
  const [open, setOpen] = useState<Set<number>>(new Set());
  return (
    <div className="table">
      <p>Rows: {rows.length > 0 && rows.length < 10 ? <b>few</b> : <i>many</i>}</p>
      <ul>
        {rows.map(row => (
          <li key={row.id} onClick={() => setOpen(new Set([...open, row.id]))}>
            {render(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
