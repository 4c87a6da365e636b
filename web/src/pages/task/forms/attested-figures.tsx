import type { Schemas } from '../../../api/client';
import { MonthChart } from '../../../charts/month-chart';
import { RecordTable } from '../../../components/record-table';
import { TableScroll } from '../../../components/table-scroll';
import { formatMonth, formatPeriod } from '../../../words/dates';
import { formatChangeRatio, formatTenths, formatUnits } from '../../../words/figures';

type Sales = NonNullable<Schemas['DataAttest']['sales']>;
type Capacity = NonNullable<Schemas['DataAttest']['capacity']>;

/** Sums by which whoever confirms the data can tell whether it is complete. */
export function AttestedFigures({ grid }: { grid: Schemas['DataAttest'] }) {
  return (
    <>
      {grid.sales ? <SalesToConfirm sales={grid.sales} /> : null}
      {grid.stock ? <StockToConfirm stock={grid.stock} /> : null}
      {grid.capacity && grid.capacity.resources.length > 0 ? (
        <CapacityToConfirm capacity={grid.capacity} />
      ) : null}
    </>
  );
}

function SalesToConfirm({ sales }: { sales: Sales }) {
  const last = sales.months.at(-1) ?? '';
  return (
    <>
      <MonthChart
        caption="Sales, units a month, all families"
        height={220}
        spec={{
          months: sales.months,
          unit: 'units',
          series: [
            { name: 'Sold', values: sales.units, look: 'bar', colour: 'sky' },
            { name: 'A year before', values: sales.yearBefore, look: 'line', colour: 'ink' },
          ],
        }}
      />
      <div>
        <h3>Sales by family, units</h3>
        <RecordTable
          label="Sales by family"
          rows={sales.families}
          keyOf={({ code }) => code}
          columns={[
            { head: 'Family', cell: ({ name }) => name },
            {
              head: formatPeriod(last),
              isNumber: true,
              cell: ({ lastMonthUnits }) => onRecord(lastMonthUnits),
            },
            {
              head: 'Against a year before',
              onCard: 'Year before',
              isNumber: true,
              cell: ({ lastMonthUnits, yearBeforeUnits }) => against(lastMonthUnits, yearBeforeUnits),
            },
            {
              head: 'Last 12 months',
              isNumber: true,
              cell: ({ lastYearUnits }) => onRecord(lastYearUnits),
            },
            {
              head: 'Same months the year before',
              onCard: 'Year before',
              isNumber: true,
              cell: ({ lastYearUnits, yearBeforeLastUnits }) => against(lastYearUnits, yearBeforeLastUnits),
            },
          ]}
        />
      </div>
    </>
  );
}

function StockToConfirm({ stock }: { stock: readonly Schemas['AttestedStock'][] }) {
  return (
    <div>
      <h3>Stock by family, units</h3>
      <RecordTable
        label="Stock by family"
        rows={stock}
        keyOf={({ code }) => code}
        columns={[
          { head: 'Family', cell: ({ name }) => name },
          { head: 'In stock', isNumber: true, cell: ({ stockUnits }) => formatUnits(stockUnits) },
          { head: 'On order', isNumber: true, cell: ({ onOrderUnits }) => formatUnits(onOrderUnits) },
          {
            head: 'Lasts for, months of recent sales',
            onCard: 'Lasts, months',
            isNumber: true,
            cell: ({ monthsOfSales }) => formatTenths(monthsOfSales),
          },
        ]}
      />
    </div>
  );
}

function CapacityToConfirm({ capacity: { months, resources } }: { capacity: Capacity }) {
  const lines = resources.flatMap(({ code, name, regularHours, overtimeHours }) => [
    { key: `${code} regular`, name: `${name}, regular`, hours: regularHours },
    { key: `${code} overtime`, name: `${name}, overtime`, hours: overtimeHours },
  ]);
  return (
    <div>
      <h3>Hours on record</h3>
      <TableScroll label="Hours on record">
        <table className="plain sticky-first">
          <thead>
            <tr>
              <th scope="col">Hours</th>
              {months.map((month) => (
                <th key={month} scope="col" className="number">
                  {formatMonth(month)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, name, hours }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {months.map((month, index) => (
                  <td key={month} className="number">
                    {onRecord(hours[index] ?? null)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}

const onRecord = (value: number | null) => (value === null ? 'none' : formatUnits(value));

function against(value: number | null, before: number | null) {
  if (value === null || before === null) return '—';
  return (
    <>
      {formatUnits(before)}
      <div className="small soft">{formatChangeRatio(value, before)}</div>
    </>
  );
}
