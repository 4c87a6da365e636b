import { type ReactNode, useState } from 'react';
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
  fewOnPhone = Number.POSITIVE_INFINITY,
}: {
  label: string;
  caption?: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  columns: readonly (Column<Row> | false)[];
  /** So many cards at first on a phone, where each takes a third of the screen; the rest on a tap. */
  fewOnPhone?: number;
}) {
  const [isLong, setLong] = useState(() => !window.matchMedia('(max-width: 640px)').matches);
  const [name, ...others] = columns.filter((column) => column !== false);
  if (!name) return null;
  const shown = isLong ? rows : rows.slice(0, fewOnPhone);
  return (
    <>
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
            {shown.map((row) => (
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
      {shown.length < rows.length ? (
        <button type="button" className="text-button" onClick={() => setLong(true)}>
          Show all {rows.length}
        </button>
      ) : null}
    </>
  );
}
