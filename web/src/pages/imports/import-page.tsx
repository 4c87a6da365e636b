import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { Page, Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { RecordTable } from '../../components/record-table';
import { Status } from '../../components/status';
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
    <RecordTable
      label="Loaded so far"
      rows={imports}
      keyOf={({ id }) => id}
      columns={[
        { head: 'File', cell: ({ fileName }) => fileName },
        { head: 'Data', cell: ({ kind }) => dataKinds.find((one) => one.kind === kind)?.name ?? kind },
        { head: 'When', className: 'tabular', cell: ({ createdAt }) => formatMoment(createdAt, timeZone) },
        { head: 'By', cell: ({ person }) => person?.name ?? 'system' },
        { head: 'State', cell: (one) => <ImportState result={one} onShow={onShow} /> },
        { head: 'Rows', isNumber: true, cell: ({ rowCount }) => formatUnits(rowCount) },
        { head: 'New', isNumber: true, cell: ({ insertedCount }) => formatUnits(insertedCount) },
        { head: 'Changed', isNumber: true, cell: ({ updatedCount }) => formatUnits(updatedCount) },
        { head: 'Same', isNumber: true, cell: ({ unchangedCount }) => formatUnits(unchangedCount) },
      ]}
    />
  );
}

function ImportState({
  result,
  onShow,
}: {
  result: Schemas['ImportResult'];
  onShow: (result: Schemas['ImportResult']) => void;
}) {
  if (result.state === 'accepted') return <Status state={{ tone: 'done', icon: 'check', word: 'loaded' }} />;
  const word = `refused, ${formatUnits(result.errorCount)} errors`;
  return (
    <button type="button" className="text-button" onClick={() => onShow(result)}>
      <Status state={{ tone: 'late', icon: 'alert', word }} />
    </button>
  );
}
