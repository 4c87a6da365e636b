import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { Figure, Figures, Section } from '../../components/page';
import { ErrorNote, LoadingBlock } from '../../components/page-states';
import { RecordTable } from '../../components/record-table';
import { formatMonth } from '../../words/dates';
import { formatChange, formatRatio, formatShort, formatUnits, plural } from '../../words/figures';

type PlanDifference = Schemas['PlanDifference'];

/** How the plan differs from the version before it, or from another that the reader chooses. */
export function PlanChanges({ plan }: { plan: Schemas['PlanView'] }) {
  const [withId, setWithId] = useState('');
  const difference = useQuery({
    queryKey: ['plan-difference', plan.id, withId],
    queryFn: () =>
      answerOf(
        api.GET('/api/plans/{planId}/difference', {
          params: { path: { planId: plan.id }, query: withId ? { with: withId } : {} },
        }),
      ),
  });
  if (difference.isPending) {
    return (
      <Section title="What is different">
        <LoadingBlock rows={3} />
      </Section>
    );
  }
  if (difference.isError) {
    return (
      <Section title="What is different">
        <ErrorNote error={difference.error} onRetry={() => void difference.refetch()} />
      </Section>
    );
  }
  const { data } = difference;
  if (data.choices.length === 0) return null;
  return (
    <Section
      title="What is different"
      note={data.with ? `Over ${plural(data.months.length, 'month')} that both have` : undefined}
      aside={
        <NativeSelect
          aria-label="Compare with"
          size="xs"
          value={data.with?.id ?? ''}
          onChange={(event) => setWithId(event.currentTarget.value)}
          data={[
            ...(data.with ? [] : [{ value: '', label: 'Compare with…' }]),
            ...data.choices.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      }
    >
      {data.with ? <Difference difference={data} currency={plan.summary.currency} /> : null}
    </Section>
  );
}

function Difference({ difference, currency }: { difference: PlanDifference; currency: string }) {
  const { marginChange, serviceChange, stabilityRatio, moves, changeCount } = difference;
  return (
    <div className="stack">
      <Figures>
        <Figure
          label={`Margin, ${currency}`}
          value={marginChange === null ? 'n/a' : formatChange(marginChange, formatShort)}
        />
        <Figure label={`Revenue, ${currency}`} value={formatChange(difference.revenueChange, formatShort)} />
        <Figure
          label="Service, points"
          value={
            serviceChange === null ? 'n/a' : formatChange(serviceChange * 100, (points) => points.toFixed(1))
          }
        />
        <Figure label="Production as before" value={formatRatio(stabilityRatio)} />
      </Figures>
      {moves.length === 0 ? (
        <p className="soft">Production, deliveries and backlog are the same in every family and month.</p>
      ) : (
        <RecordTable
          label="Largest moves"
          fewOnPhone={3}
          caption={
            changeCount > moves.length
              ? `The ${moves.length} largest of ${formatUnits(changeCount)} moves`
              : plural(changeCount, 'move')
          }
          rows={moves}
          keyOf={({ familyCode, measure, month }) => `${familyCode} ${measure} ${month}`}
          columns={[
            { head: 'Family', cell: ({ familyName }) => familyName },
            { head: 'What', cell: ({ measureName }) => measureName },
            { head: 'Month', cell: ({ month }) => formatMonth(month) },
            {
              head: 'There, units',
              onCard: 'There',
              isNumber: true,
              cell: ({ before }) => formatUnits(before),
            },
            { head: 'Here, units', onCard: 'Here', isNumber: true, cell: ({ after }) => formatUnits(after) },
            { head: 'Change', isNumber: true, cell: ({ before, after }) => formatChange(after - before) },
          ]}
        />
      )}
    </div>
  );
}
