import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { type Column, RecordTable } from '../../components/record-table';
import { formatMonth } from '../../words/dates';
import { formatRatio } from '../../words/figures';

type Accuracy = Schemas['ForecastAccuracy'];
type Measured = Pick<Accuracy['months'][number], 'wmape' | 'accuracy' | 'bias' | 'biasWords'>;

const lags = [0, 1, 2, 3, 6];

/** Was the forecast good, and whose step made it better? Passed months of one unit against what was sold. */
export function ForecastAccuracy({ unitId, unitName }: { unitId: string; unitName: string }) {
  const [lag, setLag] = useState(2);
  const accuracy = useQuery({
    queryKey: ['forecast-accuracy', unitId, lag],
    queryFn: () =>
      answerOf(
        api.GET('/api/units/{unitId}/forecast-accuracy', {
          params: { path: { unitId }, query: { lag } },
        }),
      ),
  });
  const { data } = accuracy;
  return (
    <Section
      title={`${unitName}: how good was the forecast?`}
      aside={
        data?.lagMonths != null ? (
          <NativeSelect
            aria-label="How long before the month"
            size="xs"
            value={String(lag)}
            onChange={(event) => setLag(Number(event.currentTarget.value))}
            data={lags.map((one) => ({ value: String(one), label: lagWords(one) }))}
          />
        ) : null
      }
    >
      {accuracy.isPending ? <LoadingBlock rows={3} /> : null}
      {accuracy.isError ? <ErrorNote error={accuracy.error} onRetry={() => void accuracy.refetch()} /> : null}
      {data && data.lagMonths === null ? (
        <EmptyNote icon="chart" title="No planned month has passed yet">
          {data.sentence}
        </EmptyNote>
      ) : null}
      {data && data.lagMonths !== null ? (
        <div className="stack">
          <p>{data.sentence}</p>
          <MeasuredTable
            title="Step by step"
            label="Forecast value added by step"
            rowsAre="Step"
            rows={data.steps.map((step) => ({ key: step.key, name: step.name, measured: step, of: step }))}
            more={[
              { head: 'What the step did', onCard: 'Effect', className: 'words', cell: ({ words }) => words },
            ]}
          />
          <MeasuredTable
            title="By family, consensus"
            label="Forecast accuracy by family"
            rowsAre="Family"
            rows={data.families.flatMap(({ familyCode, familyName, steps }) => {
              const measured = stepOf(steps, 'consensus');
              return measured ? [{ key: familyCode, name: familyName, measured, of: steps }] : [];
            })}
            more={[
              {
                head: 'Error of the baseline',
                onCard: 'Baseline',
                isNumber: true,
                cell: (steps) => formatRatio(stepOf(steps, 'baseline')?.wmape),
              },
              {
                head: 'Error of last year',
                onCard: 'Last year',
                isNumber: true,
                cell: (steps) => formatRatio(stepOf(steps, 'naive')?.wmape),
              },
            ]}
          />
          <MeasuredTable
            title="By how long before, consensus"
            label="Forecast accuracy by lag"
            rowsAre="Made"
            rows={data.byLag.map((row) => ({
              key: String(row.lagMonths),
              name: lagWords(row.lagMonths).replace('Made ', ''),
              measured: row,
              of: row,
            }))}
          />
          <MeasuredTable
            title="Month by month, consensus"
            label="Forecast accuracy by month"
            rowsAre="Month"
            rows={data.months.map((row) => ({
              key: row.month,
              name: formatMonth(row.month),
              measured: row,
              of: row,
            }))}
          />
          <p className="soft">
            Error is WMAPE: what was missed in all families and markets, as a share of what was sold. Accuracy
            is one less the error, at least 0.
          </p>
        </div>
      ) : null}
    </Section>
  );
}

const lagWords = (lag: number): string => {
  if (lag === 0) return 'Made in the month itself';
  return lag === 1 ? 'Made 1 month ahead' : `Made ${lag} months ahead`;
};

const stepOf = (steps: Accuracy['steps'], key: Accuracy['steps'][number]['key']) =>
  steps.find((step) => step.key === key);

/** Accuracy, error and bias of each row, and what else there is to say of it. */
function MeasuredTable<Of>({
  title,
  label,
  rowsAre,
  rows,
  more = [],
}: {
  title: string;
  label: string;
  rowsAre: string;
  rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly measured: Measured;
    readonly of: Of;
  }[];
  more?: readonly Column<Of>[];
}) {
  return (
    <div>
      <h3>{title}</h3>
      <RecordTable
        label={label}
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { head: rowsAre, cell: ({ name }) => name },
          { head: 'Accuracy', isNumber: true, cell: ({ measured }) => formatRatio(measured.accuracy) },
          { head: 'Error', isNumber: true, cell: ({ measured }) => formatRatio(measured.wmape) },
          { head: 'Bias', className: 'words', cell: ({ measured }) => measured.biasWords },
          ...more.map((column) => ({ ...column, cell: ({ of }: { of: Of }) => column.cell(of) })),
        ]}
      />
    </div>
  );
}
