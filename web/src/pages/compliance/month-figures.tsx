import type { Schemas } from '../../api/client';
import { TableScroll } from '../../components/table-scroll';
import { formatMonth } from '../../words/dates';
import { formatRatio } from '../../words/figures';

type Month = Schemas['ComplianceMonth'];

const hours = (value: number | null) => (value === null ? 'n/a' : value.toFixed(1));

const columns: readonly { name: string; value: (month: Month) => string }[] = [
  { name: 'Index', value: (month) => formatRatio(month.index, 0) },
  { name: 'Steps on time', value: (month) => formatRatio(month.stepsOnTimeRatio, 0) },
  { name: 'Tasks on time', value: (month) => formatRatio(month.tasksOnTimeRatio, 0) },
  { name: 'Inputs at cut-off', value: (month) => formatRatio(month.inputsAtCutOffRatio, 0) },
  { name: 'Sign-offs on time', value: (month) => formatRatio(month.signOffsOnTimeRatio, 0) },
  { name: 'Sign-off, median h', value: (month) => hours(month.signOffMedianHours) },
  { name: 'Sign-off, 9 of 10 h', value: (month) => hours(month.signOffP90Hours) },
  { name: 'First-pass approval', value: (month) => formatRatio(month.firstPassRatio, 0) },
  { name: 'Escalated', value: (month) => formatRatio(month.escalationRatio, 0) },
];

/** The newest month first; n/a where there was nothing to measure. */
export function MonthFigures({ unit }: { unit: Schemas['ComplianceUnit'] }) {
  const months = unit.months.filter((month) => month.cycleId !== null).reverse();
  return (
    <TableScroll label={`${unit.name}: figures`}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">Month</th>
            {columns.map((column) => (
              <th key={column.name} scope="col" className="number">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((month) => (
            <tr key={month.period}>
              <th scope="row">{formatMonth(month.period)}</th>
              {columns.map((column) => (
                <td key={column.name} className="number">
                  {column.value(month)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
