import type { Schemas } from '../../api/client';
import { MonthChart } from '../../charts/month-chart';
import { Section } from '../../components/page';

type Resource = Schemas['PlanView']['resources'][number];

/** How far each resource is used, month by month: 100 % is all its regular hours. */
export function ResourceCharts({ plan }: { plan: Schemas['PlanView'] }) {
  return (
    <Section title="Capacity" note="100 % is all regular hours; above it is overtime.">
      <div className="chart-grid">
        {plan.resources.map((resource) => (
          <MonthChart
            key={resource.code}
            caption={`${resource.name}: utilisation`}
            height={230}
            spec={{
              months: plan.months,
              unit: '%',
              isRatio: true,
              series: [
                { name: 'Used', values: shareOf(resource, used(resource)), look: 'bar', colour: 'sky' },
                {
                  name: 'Regular hours',
                  values: shareOf(resource, resource.regularHoursAvailable),
                  look: 'step',
                  colour: 'accent',
                },
                {
                  name: 'With overtime',
                  values: shareOf(
                    resource,
                    resource.regularHoursAvailable.map(
                      (hours, index) => hours + (resource.overtimeHoursAvailable[index] ?? 0),
                    ),
                  ),
                  look: 'dashed',
                  colour: 'red',
                },
              ],
            }}
          />
        ))}
      </div>
    </Section>
  );
}

function used(resource: Resource): number[] {
  return resource.regularHours.map((hours, index) => hours + (resource.overtimeHours[index] ?? 0));
}

/** Share of the regular hours; null in a month without any. */
function shareOf(resource: Resource, hours: readonly number[]): (number | null)[] {
  return hours.map((value, index) => {
    const available = resource.regularHoursAvailable[index] ?? 0;
    return available > 0 ? value / available : null;
  });
}
