import type { Schemas } from '../../api/client';
import { Section } from '../../components/page';
import { TableScroll } from '../../components/table-scroll';
import { formatMonth } from '../../words/dates';
import { formatUnits } from '../../words/figures';
import { measureValues } from './plan-series';

type PlanView = Schemas['PlanView'];

/** What serving one more unit would cost, by family and month; where it costs more than it brings, the cell says so. */
export function MarginalCost({ plan, family }: { plan: PlanView; family: string }) {
  const rows = plan.families.flatMap(({ code, name }) => {
    const costs =
      family === '' || family === code ? measureValues(plan, 'marginal-cost-of-demand', code) : null;
    return costs ? [{ code, name, costs, prices: pricesOf(plan, code) }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <Section
      title="What one more unit of demand would cost"
      note={`${plan.summary.currency} per unit, by family and month`}
    >
      <TableScroll label="Cost of one more unit of demand">
        <table className="plain figure-table">
          <thead>
            <tr>
              <th scope="col">Family</th>
              {plan.months.map((month) => (
                <th key={month} scope="col" className="number">
                  {formatMonth(month)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ code, name, costs, prices }) => (
              <tr key={code}>
                <th scope="row">{name}</th>
                {costs.map((cost, index) => {
                  const price = prices[index] ?? null;
                  return (
                    <td key={plan.months[index]} className="number">
                      {cost < 10 ? cost.toFixed(2) : formatUnits(cost)}
                      {price !== null && cost > price ? (
                        <div className="small soft">above its price</div>
                      ) : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
}

/** Revenue per unit delivered; in a month without deliveries that of the whole plan. */
function pricesOf(plan: PlanView, family: string): (number | null)[] {
  const revenue = measureValues(plan, 'revenue', family);
  const delivered = measureValues(plan, 'delivered', family);
  const sum = (values: readonly number[] | null) => (values ?? []).reduce((total, value) => total + value, 0);
  const usual = sum(delivered) > 0 ? sum(revenue) / sum(delivered) : null;
  return plan.months.map((_, index) => {
    const units = delivered?.[index] ?? 0;
    return revenue && units > 0 ? (revenue[index] ?? 0) / units : usual;
  });
}
