import type { ReactNode } from 'react';
import { TableScroll } from './table-scroll';

export interface Column<Row> {
  readonly head: string;
  /** Shorter, for a phone, where each row is a card and the head stands beside its cell. */
  readonly onCard?: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  /** Buttons: their head is for screen readers. */
  readonly isActs?: boolean;
  readonly className?: string;
}

/** One record a row, named by its first column; on a phone one card a record. */
export function RecordTable<Row>({
  label,
  caption,
  rows,
  keyOf,
  columns,
}: {
  label: string;
  caption?: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  columns: readonly (Column<Row> | false)[];
}) {
  const [name, ...others] = columns.filter((column) => column !== false);
  if (!name) return null;
  return (
    <TableScroll label={label}>
      <table className="plain cards" aria-label={label}>
        {caption ? <caption className="small soft">{caption}</caption> : null}
        <thead>
          <tr>
            {[name, ...others].map((column) => (
              <th key={column.head} scope="col" className={column.isNumber ? 'number' : undefined}>
                {column.isActs ? <span className="visually-hidden">{column.head}</span> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row">{name.cell(row)}</th>
              {others.map((column) => (
                <td
                  key={column.head}
                  data-label={column.isActs ? undefined : (column.onCard ?? column.head)}
                  className={column.isNumber ? 'number' : column.className}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
