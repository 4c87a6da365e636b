import { Button } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { MonthChart } from '../../charts/month-chart';
import type { ChartColour, MonthChartSpec } from '../../charts/month-chart-option';
import { Icon } from '../../components/icon';
import { Page, Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { ScenarioTable } from '../../components/scenario-table';
import { Status } from '../../components/status';
import { paths } from '../../paths';
import { scenarioName } from '../../words/states';
import { AddScenarioDialog } from './add-scenario-dialog';
import { OwnScenarios } from './own-scenarios';
import { measureValues } from './plan-series';
import { changeKindOf } from './scenario-change';

const colours: readonly ChartColour[] = ['accent', 'amber', 'teal', 'violet', 'red'];
const measures = [
  { key: 'delivered', caption: 'Delivered, units a month' },
  { key: 'inventory', caption: 'Inventory at month end, units' },
  { key: 'backlog', caption: 'Backlog at month end, units' },
  { key: 'production', caption: 'Production, units a month' },
] as const;

/** The scenarios of the pre-S&OP: figures as a table, then the same months in one chart each. */
export default function ScenariosPage() {
  const { cycleId = '' } = useParams();
  const scenarios = useQuery({
    queryKey: ['scenarios', cycleId],
    queryFn: () => answerOf(api.GET('/api/cycles/{cycleId}/scenarios', { params: { path: { cycleId } } })),
  });
  const [search, setSearch] = useSearchParams();
  const askedKind = changeKindOf(search.get('add'));
  const [isAdding, setAdding] = useState(askedKind !== null);
  const lines = scenarios.data?.scenarios ?? [];
  const mayAdd = scenarios.data?.can.add;

  return (
    <Page
      title="Scenarios side by side"
      lead={<Link to={paths.cycle(cycleId)}>Back to the cycle</Link>}
      aside={
        mayAdd && lines.length > 0 ? (
          <Button
            leftSection={<Icon name="plus" />}
            disabled={!mayAdd.allowed}
            title={mayAdd.why || undefined}
            onClick={() => setAdding(true)}
          >
            Add a scenario
          </Button>
        ) : null
      }
    >
      {scenarios.isPending ? <LoadingBlock /> : null}
      {scenarios.isError ? (
        <ErrorNote error={scenarios.error} onRetry={() => void scenarios.refetch()} />
      ) : null}
      {scenarios.data && lines.length === 0 ? (
        <EmptyNote icon="chart" title="There are no scenarios yet">
          They are computed when the pre-S&amp;OP step opens, from the supply plan that was signed off.
        </EmptyNote>
      ) : null}
      {lines.length > 0 ? (
        <>
          {scenarios.data?.chosen ? (
            <p>
              <Status
                state={{
                  tone: 'done',
                  icon: 'check',
                  word: `chosen: ${scenarioName(lines.find((one) => one.scenario === scenarios.data.chosen)?.name ?? scenarios.data.chosen)}`,
                }}
              />
            </p>
          ) : null}
          <Section title="Figures over the horizon">
            <ScenarioTable scenarios={lines} figures={scenarios.data?.figures ?? []} />
            <Assumptions lines={lines} assumes={scenarios.data?.assumes ?? []} />
          </Section>
          <OwnScenarios cycleId={cycleId} own={scenarios.data?.own ?? []} isOpen={mayAdd?.allowed ?? false} />
          <ScenarioCharts lines={lines} cycleId={cycleId} />
        </>
      ) : null}
      {isAdding && scenarios.data?.can.add.allowed && lines.length > 0 ? (
        <AddScenarioDialog
          cycleId={cycleId}
          frame={scenarios.data.frame}
          firstKind={askedKind ?? 'demand'}
          onClose={() => {
            setAdding(false);
            setSearch({}, { replace: true });
          }}
        />
      ) : null}
    </Page>
  );
}

/** What each of them assumes, in sentences. */
function Assumptions({
  lines,
  assumes,
}: {
  lines: readonly Schemas['PlanLine'][];
  assumes: readonly (readonly string[])[];
}) {
  return (
    <ul className="sentences" style={{ marginTop: 12 }}>
      {lines.map((line, index) => (
        <li key={line.id}>
          <strong>{scenarioName(line.name)}</strong>: {assumes[index]?.join(' ')}
        </li>
      ))}
    </ul>
  );
}

function ScenarioCharts({ lines, cycleId }: { lines: readonly Schemas['PlanLine'][]; cycleId: string }) {
  const plans = useQueries({
    queries: lines.map((line) => ({
      queryKey: ['plan', line.id],
      queryFn: () => answerOf(api.GET('/api/plans/{planId}', { params: { path: { planId: line.id } } })),
      staleTime: Number.POSITIVE_INFINITY,
      meta: { isFrozen: true },
    })),
  });
  const failed = plans.find((plan) => plan.isError);
  if (failed) return <ErrorNote error={failed.error} onRetry={() => void failed.refetch()} />;
  const views = plans.flatMap((plan) => (plan.data ? [plan.data] : []));
  if (views.length < lines.length) return <LoadingBlock rows={5} />;
  return (
    <Section
      title="Month by month"
      note="All families."
      aside={lines.map((line) => (
        <Link key={line.id} to={paths.plan(cycleId, line.id)}>
          {scenarioName(line.name)}
        </Link>
      ))}
    >
      <div className="chart-grid">
        {measures.map((measure) => {
          const spec = specOf(views, measure.key);
          return spec ? (
            <MonthChart key={measure.key} caption={measure.caption} spec={spec} height={270} />
          ) : null;
        })}
      </div>
    </Section>
  );
}

function specOf(views: readonly Schemas['PlanView'][], measure: string): MonthChartSpec | null {
  const series = views.flatMap((view, index) => {
    const values = measureValues(view, measure, '');
    return values
      ? [
          {
            name: scenarioName(view.name),
            values,
            look: 'line' as const,
            colour: colours[index % colours.length] ?? 'ink',
          },
        ]
      : [];
  });
  return series.length > 0 ? { months: views[0]?.months ?? [], unit: 'units', series } : null;
}
