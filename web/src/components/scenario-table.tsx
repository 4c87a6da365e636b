import type { Schemas } from '../api/client';
import { formatChange, formatRatio, formatTenths, formatUnits } from '../words/figures';
import { scenarioName } from '../words/states';
import { TableScroll } from './table-scroll';

type Figure = Schemas['ScenarioFigure'];

/**
 * Scenarios as columns, figures as rows, each with its difference to the base; the best of a row is said in words, not
 * only shown.
 */
export function ScenarioTable({
  scenarios,
  figures,
}: {
  scenarios: readonly Schemas['PlanLine'][];
  figures: readonly Figure[];
}) {
  return (
    <TableScroll label="Scenarios side by side">
      <table className="plain cards scenarios">
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {scenarios.map((one) => (
              <th key={one.id} scope="col" className="number">
                {scenarioName(one.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.key}>
              <th scope="row">
                {figure.name}
                {figure.unit === 'ratio' ? '' : `, ${figure.unit}`}
              </th>
              {scenarios.map((one, index) => (
                <td key={one.id} className="number" data-label={scenarioName(one.name)}>
                  <div>
                    {figure.best[index] ? <span className="best">best</span> : null} {figureIn(figure, index)}
                    <Difference figure={figure} index={index} />
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

const figureIn = ({ unit, values }: Figure, index: number): string =>
  unit === 'ratio' ? formatRatio(values[index]) : formatOf(unit)(values[index]);

/** Whole days would hide what a difference of tenths comes from. */
const formatOf = (unit: string) => (unit === 'days' ? formatTenths : formatUnits);

/** Nothing beside the base itself, and nothing where it is the same. */
function Difference({ figure, index }: { figure: Figure; index: number }) {
  const difference = figure.differences[index] ?? null;
  if (difference === null) return null;
  const words =
    figure.unit === 'ratio'
      ? formatChange(difference * 100, (points) => `${points.toFixed(1)} points`)
      : formatChange(difference, formatOf(figure.unit));
  return <div className="small soft">{words.startsWith('±') ? 'as the base' : `${words} to the base`}</div>;
}
