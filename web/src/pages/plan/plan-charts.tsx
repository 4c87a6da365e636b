import type { Schemas } from '../../api/client';
import { MonthChart } from '../../charts/month-chart';
import type { MonthChartSpec, MonthSeries } from '../../charts/month-chart-option';
import { Section } from '../../components/page';
import { demandValues, historyValues, measureValues } from './plan-series';

type PlanView = Schemas['PlanView'];

/** Demand with its history; then, where the plan has them, supply, inventory and backlog. */
export function PlanCharts({ plan, family }: { plan: PlanView; family: string }) {
  const name = plan.families.find((one) => one.code === family)?.name ?? 'All families';
  const supply = supplySpec(plan, family);
  const stock = stockSpec(plan, family);
  return (
    <Section title={name}>
      <div className="chart-grid">
        <MonthChart caption="Demand, units a month" spec={demandSpec(plan, family)} />
        {supply ? <MonthChart caption="Supply against demand, units a month" spec={supply} /> : null}
        {stock ? <MonthChart caption="Inventory and backlog at month end, units" spec={stock} /> : null}
      </div>
    </Section>
  );
}

function demandSpec(plan: PlanView, family: string): MonthChartSpec {
  const history = historyValues(plan, family);
  const gap = history.months.map(() => null);
  const after = (values: readonly number[] | null) => (values ? [...gap, ...values] : null);
  const series: MonthSeries[] = [
    {
      name: 'History',
      values: [...history.values, ...plan.months.map(() => null)],
      look: 'line',
      colour: 'ink',
    },
  ];
  const baseline = after(measureValues(plan, 'baseline', family));
  const consensus = after(measureValues(plan, 'consensus', family));
  if (baseline)
    series.push({ name: 'Baseline', values: baseline, look: consensus ? 'dashed' : 'line', colour: 'sky' });
  if (consensus) series.push({ name: 'Consensus', values: consensus, look: 'line', colour: 'accent' });
  const demand = after(demandValues(plan, family));
  if (!baseline && !consensus && demand) {
    series.push({ name: 'Demand', values: demand, look: 'line', colour: 'accent' });
  }
  const budget = after(measureValues(plan, 'budget', family));
  if (budget) series.push({ name: 'Budget', values: budget, look: 'dotted', colour: 'grey' });
  const lower = after(measureValues(plan, 'lower80', family));
  const upper = after(measureValues(plan, 'upper80', family));
  const isOneFamily = family !== '';
  return {
    months: [...history.months, ...plan.months],
    unit: 'units',
    series,
    // Intervals of several families do not add up to the interval of their sum.
    band: isOneFamily && lower && upper ? { name: '80 % interval', lower, upper, colour: 'sky' } : undefined,
  };
}

function supplySpec(plan: PlanView, family: string): MonthChartSpec | null {
  const production = measureValues(plan, 'production', family);
  const delivered = measureValues(plan, 'delivered', family);
  if (!production && !delivered) return null;
  const demand = demandValues(plan, family);
  const series: MonthSeries[] = [];
  if (production) series.push({ name: 'Production', values: production, look: 'bar', colour: 'sky' });
  if (demand) series.push({ name: 'Demand', values: demand, look: 'line', colour: 'accent' });
  if (delivered) series.push({ name: 'Delivered', values: delivered, look: 'dashed', colour: 'teal' });
  return { months: plan.months, unit: 'units', series };
}

function stockSpec(plan: PlanView, family: string): MonthChartSpec | null {
  const inventory = measureValues(plan, 'inventory', family);
  const backlog = measureValues(plan, 'backlog', family);
  if (!inventory && !backlog) return null;
  const series: MonthSeries[] = [];
  if (inventory) series.push({ name: 'Inventory', values: inventory, look: 'line', colour: 'teal' });
  if (backlog) series.push({ name: 'Backlog', values: backlog, look: 'bar', colour: 'red' });
  return { months: plan.months, unit: 'units', series };
}
