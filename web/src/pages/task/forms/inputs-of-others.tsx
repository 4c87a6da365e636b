import { useReader } from '../../../api/session';
import { Section } from '../../../components/page';
import { EmptyNote } from '../../../components/page-states';
import { TableScroll } from '../../../components/table-scroll';
import { formatMoment, formatMonth } from '../../../words/dates';
import { formatChange, formatRatio, formatUnits, plural } from '../../../words/figures';
import { reasonWords } from '../../../words/states';
import type { Adjustment, DemandGridData } from './demand-changes';

/** What sales, marketing and finance gave, for the planner who makes one plan of it. */
export function InputsOfOthers({ grid }: { grid: DemandGridData }) {
  const { timeZone } = useReader();
  const agreeing = [
    ...new Set(
      grid.inputs.filter((input) => adjustmentsIn(input).length === 0).map((input) => input.person.name),
    ),
  ];
  return (
    <Section title="What the others gave">
      {grid.inputs.length === 0 ? (
        <EmptyNote title="No input is in">The consensus starts from the baseline.</EmptyNote>
      ) : (
        <div className="stack-tight">
          {grid.inputs.map((input) => {
            const adjustments = adjustmentsIn(input);
            if (adjustments.length === 0) return null;
            return (
              <details key={`${input.person.id} ${input.taskTitle} ${input.submittedAt}`} className="panel">
                <summary>
                  {input.person.name}: {input.taskTitle}, {plural(adjustments.length, 'change')},{' '}
                  {formatMoment(input.submittedAt, timeZone)}
                </summary>
                <Adjustments grid={grid} adjustments={adjustments} />
              </details>
            );
          })}
          {grid.inputs
            .filter((input) => input.comment !== '')
            .map((input) => (
              <p key={`${input.person.id} ${input.taskTitle} ${input.submittedAt}`}>
                {input.person.name} wrote: “{input.comment}”
              </p>
            ))}
          {agreeing.length > 0 ? (
            <p className="soft">
              {agreeing.length === 1 ? 'Agrees' : 'Agree'} with the numbers as they stood:{' '}
              {agreeing.join(', ')}.
            </p>
          ) : null}
        </div>
      )}
    </Section>
  );
}

function adjustmentsIn(input: DemandGridData['inputs'][number]): readonly Adjustment[] {
  return 'adjustments' in input.content ? input.content.adjustments : [];
}

function Adjustments({ grid, adjustments }: { grid: DemandGridData; adjustments: readonly Adjustment[] }) {
  const familyName = (code: string) => grid.rows.find((row) => row.familyCode === code)?.familyName ?? code;
  const marketName = (code: string) => grid.rows.find((row) => row.marketCode === code)?.marketName ?? code;
  return (
    <TableScroll label="Changes">
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Month</th>
            <th scope="col" className="number">
              Change
            </th>
            <th scope="col">Reason</th>
            <th scope="col">Comment</th>
          </tr>
        </thead>
        <tbody>
          {adjustments.map((one) => (
            <tr key={`${one.familyCode}|${one.marketCode}|${one.itemCode}|${one.month}`}>
              <th scope="row">
                {[
                  familyName(one.familyCode),
                  one.marketCode ? marketName(one.marketCode) : null,
                  one.itemCode,
                ]
                  .filter(Boolean)
                  .join(', ')}
              </th>
              <td>{formatMonth(one.month)}</td>
              <td className="number">{wordsOf(one.change)}</td>
              <td>{reasonWords(one.reasonCode)}</td>
              <td>{one.comment}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function wordsOf(change: Adjustment['change']): string {
  switch (change.kind) {
    case 'absolute':
      return `becomes ${formatUnits(change.value)}`;
    case 'delta':
      return `${formatChange(change.value)} units`;
    case 'percent':
      return formatChange(change.value / 100, (value) => formatRatio(value));
  }
}
