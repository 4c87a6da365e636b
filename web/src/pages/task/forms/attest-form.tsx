import { Checkbox } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../../api/client';
import { Section } from '../../../components/page';
import { EmptyNote } from '../../../components/page-states';
import { RecordTable } from '../../../components/record-table';
import { Status } from '../../../components/status';
import { paths } from '../../../paths';
import type { OnFilled } from '../filled';
import { AttestedFigures } from './attested-figures';

/** Is the input complete and right? What is loaded, and one box. */
export function AttestForm({
  grid,
  unitId,
  onFilled,
}: {
  grid: Schemas['DataAttest'] | null;
  unitId: string;
  onFilled: OnFilled;
}) {
  const [isAttested, setAttested] = useState(false);
  useEffect(() => {
    onFilled(
      {
        content: { kind: 'attest', isAttested: true },
        problems: isAttested
          ? []
          : ['Tick that the data is complete and right, or load what is missing first.'],
        summary: isAttested
          ? ['That you looked at the data and it is complete and right.']
          : ['Nothing yet: tick the box when you have looked at the data.'],
      },
      false,
    );
  }, [isAttested, onFilled]);

  return (
    <Section title="The data to look at" aside={<Link to={paths.imports(unitId)}>Load a file</Link>}>
      <div className="stack">
        {grid && grid.sources.length > 0 ? (
          <>
            <RecordTable
              label="The data to look at"
              rows={grid.sources}
              keyOf={(source) => source.kind}
              columns={[
                { head: 'Data', cell: (source) => source.name },
                {
                  head: 'What is there',
                  className: 'words',
                  cell: (source) =>
                    source.rowCount > 0 ? (
                      source.sentence
                    ) : (
                      <Status
                        state={{ tone: 'late', icon: 'alert', word: source.sentence || 'nothing loaded' }}
                      />
                    ),
                },
                { head: 'Last file', cell: (source) => source.fileName ?? '—' },
              ]}
            />
            <AttestedFigures grid={grid} />
          </>
        ) : (
          <EmptyNote icon="upload" title="Nothing is loaded yet">
            Load a file first; it will stand here.
          </EmptyNote>
        )}
        <Checkbox
          label="I looked at it: the data is complete and right"
          checked={isAttested}
          onChange={(event) => setAttested(event.currentTarget.checked)}
        />
      </div>
    </Section>
  );
}
