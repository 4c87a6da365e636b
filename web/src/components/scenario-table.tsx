import type { Schemas } from '../api/client';
import { formatRatio, formatUnits } from '../words/figures';
import { scenarioName } from '../words/states';
import { TableScroll } from './table-scroll';

type PlanLine = Schemas['PlanLine'];
type Summary = PlanLine['summary'];

interface Row {
  readonly name: string;
  readonly value: (summary: Summary) => number | null;
  readonly isRatio?: boolean;
  /** Which way is better: marks the best of the row. null: neither. */
  readonly better: 'higher' | 'lower' | null;
}

function rowsFor(currency: string): readonly Row[] {
  return [
    { name: 'Demand, units', value: (summary) => summary.volumeUnits, better: null },
    { name: 'Service, on time', value: (summary) => summary.serviceRatio, isRatio: true, better: 'higher' },
    { name: `Inventory, ${currency}`, value: (summary) => summary.inventoryValue, better: 'lower' },
    { name: 'Inventory, days', value: (summary) => summary.inventoryDays, better: 'lower' },
    { name: 'Highest backlog, units', value: (summary) => summary.backlogUnits, better: 'lower' },
    { name: 'Regular hours used', value: (summary) => summary.utilisationRatio, isRatio: true, better: null },
    { name: `Revenue, ${currency}`, value: (summary) => summary.revenue, better: 'higher' },
    { name: `Cost, ${currency}`, value: (summary) => summary.cost, better: 'lower' },
    { name: `Margin, ${currency}`, value: (summary) => summary.margin, better: 'higher' },
    { name: `Gap to budget, ${currency}`, value: (summary) => summary.gapToBudget, better: 'higher' },
  ];
}

/** Scenarios as columns, figures as rows; the best of a row is said in words, not only shown. */
export function ScenarioTable({ scenarios }: { scenarios: readonly PlanLine[] }) {
  const rows = rowsFor(scenarios[0]?.summary.currency ?? '').filter((row) =>
    scenarios.some((one) => row.value(one.summary) !== null),
  );
  return (
    <TableScroll label="Scenarios side by side">
      <table className="plain sticky-first">
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
          {rows.map((row) => (
            <ScenarioRow key={row.name} row={row} scenarios={scenarios} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function ScenarioRow({ row, scenarios }: { row: Row; scenarios: readonly PlanLine[] }) {
  const values = scenarios.map((one) => row.value(one.summary));
  const best = bestOf(values, row.better);
  return (
    <tr>
      <th scope="row">{row.name}</th>
      {scenarios.map((one, index) => {
        const value = values[index];
        const isBest = best !== null && value === best;
        return (
          <td key={one.id} className="number">
            {isBest ? <span className="best">best</span> : null}{' '}
            {row.isRatio ? formatRatio(value) : formatUnits(value)}
          </td>
        );
      })}
    </tr>
  );
}

/** null when there is nothing to compare: one scenario, no direction, or all the same. */
function bestOf(values: readonly (number | null)[], better: Row['better']): number | null {
  const known = values.filter((value): value is number => value !== null);
  if (better === null || known.length < 2 || new Set(known).size === 1) return null;
  return better === 'higher' ? Math.max(...known) : Math.min(...known);
}
