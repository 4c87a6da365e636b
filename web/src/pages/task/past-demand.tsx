import type { Schemas } from '../../api/client';
import { Section } from '../../components/page';
import { RecordTable } from '../../components/record-table';
import { formatMonth, formatPeriod } from '../../words/dates';
import { formatUnits } from '../../words/figures';

type Past = Schemas['PastDemand'];
type Line = Past['months'][number]['total'];

/** What was given for the last months beside the ask, and how it turned out: in a sentence first, then by family. */
export function PastDemand({ past }: { past: Past }) {
  const [last] = past.months;
  return (
    <Section title="What was given last, and how it turned out">
      <div className="stack-tight">
        <p>{past.sentence}</p>
        {last && last.givenBy.length > 0 ? (
          <p className="soft small">Handed in by {last.givenBy.join(', ')}.</p>
        ) : null}
        {last ? (
          <details className="panel">
            <summary>
              By family
              {past.months.length > 1
                ? `, and the ${past.months.length - 1 === 1 ? 'month' : 'months'} before`
                : ''}
            </summary>
            <div className="stack" style={{ marginTop: 8 }}>
              <GivenAndSold
                label={formatPeriod(last.month)}
                rowsAre="Family"
                who={past.who}
                planName={last.planName}
                rows={[
                  ...last.families.map((line) => ({ key: line.familyCode, name: line.familyName, line })),
                  { key: 'total', name: 'Total', line: last.total },
                ]}
              />
              {past.months.length > 1 ? (
                <GivenAndSold
                  label="Month by month, all families"
                  rowsAre="Month"
                  who={past.who}
                  planName={last.planName && 'Plan'}
                  rows={past.months.map(({ month, total }) => ({
                    key: month,
                    name: formatMonth(month),
                    line: total,
                  }))}
                />
              ) : null}
            </div>
          </details>
        ) : null}
      </div>
    </Section>
  );
}

function GivenAndSold({
  label,
  rowsAre,
  who,
  planName,
  rows,
}: {
  label: string;
  rowsAre: string;
  who: string;
  planName: string | null;
  rows: readonly { readonly key: string; readonly name: string; readonly line: Line }[];
}) {
  return (
    <div>
      <h3>{label}, units</h3>
      <RecordTable
        label={label}
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { head: rowsAre, cell: ({ name }) => name },
          { head: 'Sold', isNumber: true, cell: ({ line }) => formatUnits(line.soldUnits) },
          {
            head: who,
            isNumber: true,
            cell: ({ line }) => (
              <>
                {line.givenUnits === null ? '—' : formatUnits(line.givenUnits)}
                <div className="small soft">{line.givenWords}</div>
              </>
            ),
          },
          planName !== null && {
            head: planName,
            isNumber: true,
            cell: ({ line }) => (
              <>
                {formatUnits(line.plannedUnits)}
                <div className="small soft">{line.plannedWords}</div>
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
