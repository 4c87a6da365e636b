import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answerOf, api, isWithdrawn, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { Page, Section } from '../../components/page';
import { ErrorNote, LoadingBlock } from '../../components/page-states';
import { Bottlenecks, SummaryFigures } from '../../components/summary-figures';
import { paths } from '../../paths';
import { formatMoment, formatPeriod } from '../../words/dates';
import { BaselineModels } from './baseline-models';
import { InventoryTargets } from './inventory-targets';
import { MarginalCost } from './marginal-cost';
import { PlanChanges } from './plan-changes';
import { PlanCharts } from './plan-charts';
import { PlanDetail } from './plan-detail';
import { ResourceCharts } from './resource-charts';

/** What is the plan, and why? Charts by family, then the figures in full, then how the baseline was made. */
export default function PlanPage() {
  const { cycleId = '', planId = '' } = useParams();
  const { timeZone } = useReader();
  const [family, setFamily] = useState('');
  const plan = useQuery({
    queryKey: ['plan', planId],
    queryFn: () => answerOf(api.GET('/api/plans/{planId}', { params: { path: { planId } } })),
    staleTime: Number.POSITIVE_INFINITY,
    meta: { isFrozen: true },
  });

  if (plan.isPending) {
    return (
      <Page title="Plan">
        <LoadingBlock rows={8} />
      </Page>
    );
  }
  if (plan.isLoadingError || (plan.isError && isWithdrawn(plan.error))) {
    return (
      <Page title="Plan" isNarrow>
        <ErrorNote error={plan.error} onRetry={() => void plan.refetch()} />
      </Page>
    );
  }
  const { data } = plan;

  return (
    <Page
      title={`${data.name}, ${data.unit.name} ${formatPeriod(data.period)}`}
      lead={
        <>
          <Link to={paths.cyclePlans(cycleId)}>All plans of the month</Link> · computed{' '}
          {formatMoment(data.createdAt, timeZone)}
          {data.frozenAt ? `, frozen ${formatMoment(data.frozenAt, timeZone)}` : ''} · SHA-256{' '}
          <span className="hash">{data.sha256.slice(0, 12)}</span>
        </>
      }
      aside={<FamilySelect families={data.families} family={family} onChange={setFamily} />}
    >
      <SummaryFigures summary={data.summary} sinceLastMonth={null} />
      <PlanCharts plan={data} family={family} />
      {data.resources.length > 0 ? <ResourceCharts plan={data} /> : null}
      {data.summary.changes.length > 0 || data.summary.bottlenecks.length > 0 || data.summary.solverStatus ? (
        <WhyThisPlan plan={data} />
      ) : null}
      {isSupplyPlan(data) ? <PlanChanges plan={data} /> : null}
      <MarginalCost plan={data} family={family} />
      {isSupplyPlan(data) ? <InventoryTargets plan={data} family={family} /> : null}
      <PlanDetail plan={data} family={family} />
      {data.kind === 'baseline' ? (
        <BaselineModels planId={data.id} unitId={data.unit.id} family={family} />
      ) : null}
    </Page>
  );
}

const isSupplyPlan = ({ kind }: Schemas['PlanView']) =>
  kind === 'supply' || kind === 'scenario' || kind === 'final';

function FamilySelect({
  families,
  family,
  onChange,
}: {
  families: readonly { code: string; name: string }[];
  family: string;
  onChange: (family: string) => void;
}) {
  return (
    <NativeSelect
      aria-label="Family"
      value={family}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: 'All families' },
        ...families.map((one) => ({ value: one.code, label: one.name })),
      ]}
    />
  );
}

function WhyThisPlan({ plan }: { plan: Schemas['PlanView'] }) {
  return (
    <Section title="Why it is so" note={plan.summary.solverStatus ?? undefined}>
      <div className="stack">
        {plan.summary.changes.length > 0 ? (
          <div>
            <h3>What to know</h3>
            <ul className="sentences">
              {plan.summary.changes.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {plan.summary.bottlenecks.length > 0 ? (
          <div>
            <h3>Where capacity binds</h3>
            <Bottlenecks summary={plan.summary} />
          </div>
        ) : null}
      </div>
    </Section>
  );
}
