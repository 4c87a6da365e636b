import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { Section } from '../../components/page';
import { ErrorNote, LoadingBlock } from '../../components/page-states';
import { RecordTable } from '../../components/record-table';
import { formatRatio, plural } from '../../words/figures';
import { CleanedMonths } from './cleaned-months';
import { NewItems } from './new-items';

type Model = Schemas['PlanModels']['models'][number];

/** How the baseline of each series was made: its model, why, how it did on known months, and what was cleaned. */
export function BaselineModels({
  planId,
  unitId,
  family,
}: {
  planId: string;
  unitId: string;
  family: string;
}) {
  const [isLong, setLong] = useState(false);
  const models = useQuery({
    queryKey: ['plan-models', planId, family],
    queryFn: () =>
      answerOf(
        api.GET('/api/plans/{planId}/models', {
          params: { path: { planId }, query: family ? { family } : {} },
        }),
      ),
  });
  const all = models.data?.models ?? [];
  const hasNotes = all.some((model) => model.note !== '');
  const shown = isLong ? all : all.slice(0, 20);

  return (
    <>
      {models.data ? <CleanedMonths unitId={unitId} models={models.data} /> : null}
      {models.data ? <NewItems unitId={unitId} models={models.data} /> : null}
      <Section
        title="How the baseline was made"
        note={models.data ? plural(all.length, 'series', 'series') : undefined}
      >
        {models.isPending ? <LoadingBlock rows={4} /> : null}
        {models.isError ? <ErrorNote error={models.error} onRetry={() => void models.refetch()} /> : null}
        {all.length > 0 ? (
          <>
            <ModelCounts models={all} />
            <RecordTable
              label="Forecast models"
              rows={shown}
              keyOf={({ itemCode, marketCode }) => `${itemCode}-${marketCode}`}
              columns={[
                { head: 'Item', cell: ({ itemName, itemCode }) => itemName || itemCode },
                { head: 'Market', cell: ({ marketCode }) => marketCode },
                { head: 'Model', cell: ({ model }) => model },
                hasNotes && { head: 'Why', className: 'small words', cell: ({ note }) => note },
                {
                  head: 'Error on known months (WMAPE)',
                  onCard: 'Error',
                  cell: ({ backtest }) => <OnKnownMonths backtest={backtest} />,
                },
              ]}
            />
            {shown.length < all.length ? (
              <button type="button" className="text-button" onClick={() => setLong(true)}>
                Show all {all.length}
              </button>
            ) : null}
          </>
        ) : null}
      </Section>
    </>
  );
}

function ModelCounts({ models }: { models: readonly Model[] }) {
  const counts = new Map<string, number>();
  for (const model of models) counts.set(model.model, (counts.get(model.model) ?? 0) + 1);
  const words = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name}: ${count}`);
  return <p className="soft">{words.join(' · ')}</p>;
}

/** How far off the answer would have been on months that it had not seen, and each method that it is made of. */
function OnKnownMonths({ backtest }: { backtest: Model['backtest'] }) {
  const { backtestWmape, backtest: methods } = backtest;
  if (methods.length === 0) return formatRatio(backtestWmape);
  return (
    <details>
      <summary>{formatRatio(backtestWmape)}</summary>
      <ul className="sentences small">
        {methods.map(({ method, wmape, weight }) => (
          <li key={method}>
            {method}: {formatRatio(wmape)}
            {weight > 0 ? `, ${formatRatio(weight, 0)} of the answer` : ''}
          </li>
        ))}
      </ul>
    </details>
  );
}
