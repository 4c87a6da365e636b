import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { TableScroll } from '../../components/table-scroll';
import { formatMonth } from '../../words/dates';
import { formatUnits } from '../../words/figures';
import { withPlaces } from '../../words/places';

type PlanView = Schemas['PlanView'];

/** The figures by family; for one family its items and markets, in place. */
export function PlanDetail({ plan, family }: { plan: PlanView; family: string }) {
  const [measure, setMeasure] = useState(firstMeasure(plan));
  const chosen = plan.measures.find((one) => one.key === measure) ?? plan.measures[0];
  return (
    <Section
      title="Figures"
      note={chosen ? `${chosen.name}, ${chosen.unit}` : undefined}
      aside={
        <NativeSelect
          aria-label="Measure"
          size="xs"
          value={chosen?.key ?? ''}
          onChange={(event) => setMeasure(event.currentTarget.value)}
          data={plan.measures.map((one) => ({ value: one.key, label: one.name }))}
        />
      }
    >
      {chosen ? (
        family === '' ? (
          <FamilyTable plan={plan} measure={chosen.key} />
        ) : (
          <FamilyRows plan={plan} family={family} measure={chosen.key} />
        )
      ) : (
        <EmptyNote icon="chart" title="This plan has no figures">
          Recompute it from the cycle page.
        </EmptyNote>
      )}
    </Section>
  );
}

/** What the plan is about stands first: its demand, or what is made for it. */
function firstMeasure(plan: PlanView): string {
  const wanted = ['consensus', 'production', 'baseline'];
  return wanted.find((key) => plan.measures.some((one) => one.key === key)) ?? plan.measures[0]?.key ?? '';
}

function FamilyTable({ plan, measure }: { plan: PlanView; measure: string }) {
  const rows = plan.families.flatMap((family) => {
    const series = plan.series.find((one) => one.measure === measure && one.familyCode === family.code);
    return series ? [{ name: family.name, values: series.values }] : [];
  });
  const addsUp = plan.measures.find((one) => one.key === measure)?.addsUp ?? true;
  const total = plan.months.map((_, index) => rows.reduce((sum, row) => sum + (row.values[index] ?? 0), 0));
  return <MonthTable months={plan.months} rows={rows} total={addsUp ? total : null} firstColumn="Family" />;
}

function FamilyRows({ plan, family, measure }: { plan: PlanView; family: string; measure: string }) {
  const rows = useQuery({
    queryKey: ['plan-rows', plan.id, family, measure],
    queryFn: () =>
      answerOf(
        api.GET('/api/plans/{planId}/rows', {
          params: { path: { planId: plan.id }, query: { family, measure } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    meta: { isFrozen: true },
  });
  if (rows.isPending) return <LoadingBlock rows={5} />;
  if (rows.isError) return <ErrorNote error={rows.error} onRetry={() => void rows.refetch()} />;
  if (rows.data.rows.length === 0) {
    return (
      <EmptyNote icon="chart" title="This family has no such figure">
        Choose another measure.
      </EmptyNote>
    );
  }
  const marketName = (code: string) => plan.markets.find((one) => one.code === code)?.name ?? code;
  const named = rows.data.rows.map((row) => ({
    name:
      [row.itemName || row.itemCode, row.marketCode ? marketName(row.marketCode) : '', row.resourceCode]
        .filter(Boolean)
        .join(', ') || 'All of the family',
    values: row.values,
  }));
  const total = rows.data.months.map((_, index) =>
    named.reduce((sum, row) => sum + (row.values[index] ?? 0), 0),
  );
  return (
    <MonthTable
      months={rows.data.months}
      rows={named}
      total={named.length > 1 ? total : null}
      firstColumn="Item and market"
    />
  );
}

function MonthTable({
  months,
  rows,
  total,
  firstColumn,
}: {
  months: readonly string[];
  rows: readonly { name: string; values: readonly (number | null)[] }[];
  total: readonly number[] | null;
  firstColumn: string;
}) {
  return (
    <TableScroll label="Figures by month">
      <table className="plain figure-table">
        <thead>
          <tr>
            <th scope="col">{firstColumn}</th>
            {months.map((month) => (
              <th key={month} scope="col" className="number">
                {formatMonth(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {withPlaces(rows).map(({ item: row, place }) => (
            <tr key={place}>
              <th scope="row">{row.name}</th>
              {months.map((month, column) => (
                <td key={month} className="number">
                  {formatUnits(row.values[column])}
                </td>
              ))}
            </tr>
          ))}
          {total ? (
            <tr className="total">
              <th scope="row">Total</th>
              {months.map((month, column) => (
                <td key={month} className="number">
                  {formatUnits(total[column])}
                </td>
              ))}
            </tr>
          ) : null}
        </tbody>
      </table>
    </TableScroll>
  );
}
