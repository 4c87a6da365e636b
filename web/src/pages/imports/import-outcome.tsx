import { useEffect, useRef } from 'react';
import type { Schemas } from '../../api/client';
import { Section } from '../../components/page';
import { Notice } from '../../components/page-states';
import { TableScroll } from '../../components/table-scroll';
import { formatUnits, plural } from '../../words/figures';
import { withPlaces } from '../../words/places';

/** What became of a file: loaded with its counts, or refused with every error by row. */
export function ImportOutcome({ result }: { result: Schemas['ImportResult'] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result.id) box.current?.focus();
  }, [result.id]);
  const isLoaded = result.state === 'accepted';
  return (
    <div ref={box} tabIndex={-1} className="stack" role={isLoaded ? 'status' : 'alert'}>
      <Notice
        tone={isLoaded ? 'done' : 'late'}
        icon={isLoaded ? 'check' : 'alert'}
        title={
          isLoaded
            ? `${result.fileName} is loaded`
            : `Nothing of ${result.fileName} was loaded: ${plural(result.errorCount, 'error')}`
        }
      >
        {isLoaded ? <p>{result.message}</p> : null}
        {result.notes.length > 0 ? (
          <ul>
            {result.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        ) : null}
        {isLoaded ? null : <p>Mend the rows below in the file and load it again.</p>}
      </Notice>
      {result.errors.length > 0 ? (
        <Section
          title="What to mend"
          note={
            result.errorCount > result.errors.length
              ? `the first ${result.errors.length} of ${formatUnits(result.errorCount)}`
              : undefined
          }
        >
          <TableScroll label="Errors by row">
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col" className="number">
                    Row
                  </th>
                  <th scope="col">Column</th>
                  <th scope="col">Value</th>
                  <th scope="col">What is wrong</th>
                </tr>
              </thead>
              <tbody>
                {withPlaces(result.errors).map(({ item: error, place }) => (
                  <tr key={place}>
                    <td className="number">{formatUnits(error.row)}</td>
                    <td>{error.column}</td>
                    <td className="hash">{error.value}</td>
                    <td>{error.message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        </Section>
      ) : null}
    </div>
  );
}
