import type { Schemas } from '../../api/client';
import { MonthChart } from '../../charts/month-chart';

type Unit = Schemas['ComplianceUnit'];

/** On time in steps, inputs and sign-offs; and how long a sign-off takes. */
export function ComplianceTrend({ unit }: { unit: Unit }) {
  const months = unit.months.map((month) => month.period);
  return (
    <div className="chart-grid">
      <MonthChart
        caption="On time, share of all"
        height={270}
        spec={{
          months,
          unit: '%',
          isRatio: true,
          series: [
            {
              name: 'Steps',
              values: unit.months.map((month) => month.stepsOnTimeRatio),
              look: 'line',
              colour: 'accent',
            },
            {
              name: 'Inputs at cut-off',
              values: unit.months.map((month) => month.inputsAtCutOffRatio),
              look: 'line',
              colour: 'teal',
            },
            {
              name: 'Sign-offs',
              values: unit.months.map((month) => month.signOffsOnTimeRatio),
              look: 'line',
              colour: 'amber',
            },
            {
              name: 'Approved at the first asking',
              values: unit.months.map((month) => month.firstPassRatio),
              look: 'dashed',
              colour: 'violet',
            },
          ],
        }}
      />
      <MonthChart
        caption="From request to decision, working hours"
        height={270}
        spec={{
          months,
          unit: 'h',
          series: [
            {
              name: 'Median',
              values: unit.months.map((month) => month.signOffMedianHours),
              look: 'bar',
              colour: 'sky',
            },
            {
              name: 'Nine of ten within',
              values: unit.months.map((month) => month.signOffP90Hours),
              look: 'line',
              colour: 'red',
            },
          ],
        }}
      />
    </div>
  );
}
