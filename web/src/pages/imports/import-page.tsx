import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { Page, Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { Status } from '../../components/status';
import { TableScroll } from '../../components/table-scroll';
import { formatMoment } from '../../words/dates';
import { formatUnits } from '../../words/figures';
import { dataKinds } from './data-kinds';
import { ImportForm } from './import-form';
import { ImportOutcome } from './import-outcome';

/** Can we trust the input? Load a file; errors first, by row; then what was loaded before. */
export default function ImportPage() {
  const { unitId = '' } = useParams();
  const imports = useQuery({
    queryKey: ['imports', unitId],
    queryFn: () => answerOf(api.GET('/api/units/{unitId}/imports', { params: { path: { unitId } } })),
  });
  const [latest, setLatest] = useState<Schemas['ImportResult'] | null>(null);

  return (
    <Page
      title="Data"
      lead="All of a file is loaded, or nothing of it. Loading the same file again changes nothing."
    >
      <Section title="Load a file">
        <ImportForm unitId={unitId} onOffered={setLatest} />
      </Section>
      {latest ? <ImportOutcome result={latest} /> : null}
      <Section title="Loaded so far">
        {imports.isPending ? <LoadingBlock rows={4} /> : null}
        {imports.isError ? <ErrorNote error={imports.error} onRetry={() => void imports.refetch()} /> : null}
        {imports.data?.length === 0 ? (
          <EmptyNote icon="upload" title="No file was loaded yet">
            Begin with items and families, then sales history, stock, capacity, hours per unit and budget.
          </EmptyNote>
        ) : null}
        {imports.data && imports.data.length > 0 ? (
          <ImportHistory imports={imports.data} onShow={setLatest} />
        ) : null}
      </Section>
    </Page>
  );
}

function ImportHistory({
  imports,
  onShow,
}: {
  imports: readonly Schemas['ImportResult'][];
  onShow: (result: Schemas['ImportResult']) => void;
}) {
  const { timeZone } = useReader();
  return (
    <TableScroll label="Loaded so far">
      <table className="plain cards">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Data</th>
            <th scope="col">When</th>
            <th scope="col">By</th>
            <th scope="col">State</th>
            <th scope="col" className="number">
              Rows
            </th>
            <th scope="col" className="number">
              New
            </th>
            <th scope="col" className="number">
              Changed
            </th>
            <th scope="col" className="number">
              Same
            </th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.fileName}</th>
              <td data-label="Data">{dataKinds.find((kind) => kind.kind === one.kind)?.name ?? one.kind}</td>
              <td data-label="When" className="tabular">
                {formatMoment(one.createdAt, timeZone)}
              </td>
              <td data-label="By">{one.person?.name ?? 'system'}</td>
              <td data-label="State">
                {one.state === 'accepted' ? (
                  <Status state={{ tone: 'done', icon: 'check', word: 'loaded' }} />
                ) : (
                  <button type="button" className="text-button" onClick={() => onShow(one)}>
                    <Status
                      state={{
                        tone: 'late',
                        icon: 'alert',
                        word: `refused, ${formatUnits(one.errorCount)} errors`,
                      }}
                    />
                  </button>
                )}
              </td>
              <td data-label="Rows" className="number">
                {formatUnits(one.rowCount)}
              </td>
              <td data-label="New" className="number">
                {formatUnits(one.insertedCount)}
              </td>
              <td data-label="Changed" className="number">
                {formatUnits(one.updatedCount)}
              </td>
              <td data-label="Same" className="number">
                {formatUnits(one.unchangedCount)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
