import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { Page, Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { Status } from '../../components/status';
import { TableScroll } from '../../components/table-scroll';
import { paths } from '../../paths';
import { formatMoment } from '../../words/dates';
import { formatRatio, formatShort } from '../../words/figures';
import { planKindWords } from '../../words/states';

const kindsInOrder = ['final', 'scenario', 'supply', 'consensus', 'baseline'] as const;

/** Every plan version of a month, the nearest to the decision first. */
export default function PlansPage() {
  const { cycleId = '' } = useParams();
  const plans = useQuery({
    queryKey: ['plans', cycleId],
    queryFn: () => answerOf(api.GET('/api/cycles/{cycleId}/plans', { params: { path: { cycleId } } })),
  });

  return (
    <Page
      title="Plans of the month"
      lead={<Link to={paths.cycle(cycleId)}>Back to the cycle</Link>}
      aside={
        plans.data?.some((plan) => plan.kind === 'scenario') ? (
          <Button component={Link} to={paths.scenarios(cycleId)} variant="default">
            Scenarios side by side
          </Button>
        ) : null
      }
    >
      {plans.isPending ? <LoadingBlock /> : null}
      {plans.isError ? <ErrorNote error={plans.error} onRetry={() => void plans.refetch()} /> : null}
      {plans.data?.length === 0 ? (
        <EmptyNote icon="chart" title="No plan is computed yet">
          The baseline forecast is computed when data gathering closes, and stands here then.
        </EmptyNote>
      ) : null}
      {kindsInOrder.map((kind) => {
        const ofKind = plans.data?.filter((plan) => plan.kind === kind) ?? [];
        return ofKind.length > 0 ? (
          <Section key={kind} title={planKindWords(kind)}>
            <PlanTable cycleId={cycleId} plans={ofKind} />
          </Section>
        ) : null;
      })}
    </Page>
  );
}

function PlanTable({ cycleId, plans }: { cycleId: string; plans: readonly Schemas['PlanLine'][] }) {
  const { timeZone } = useReader();
  const currency = plans[0]?.summary.currency ?? '';
  return (
    <TableScroll label={`Versions: ${planKindWords(plans[0]?.kind ?? '')}`}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Computed</th>
            <th scope="col" className="number">
              Demand, units
            </th>
            <th scope="col" className="number">
              Service
            </th>
            <th scope="col" className="number">
              Revenue, {currency}
            </th>
            <th scope="col" className="number">
              Margin, {currency}
            </th>
            <th scope="col">Hash</th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={plan.id}>
              <th scope="row">
                <Link to={paths.plan(cycleId, plan.id)}>{plan.name}</Link>{' '}
                {plan.frozenAt ? <Status state={{ tone: 'done', icon: 'lock', word: 'frozen' }} /> : null}
              </th>
              <td className="tabular">{formatMoment(plan.createdAt, timeZone)}</td>
              <td className="number">{formatShort(plan.summary.volumeUnits)}</td>
              <td className="number">{formatRatio(plan.summary.serviceRatio)}</td>
              <td className="number">{formatShort(plan.summary.revenue)}</td>
              <td className="number">{formatShort(plan.summary.margin)}</td>
              <td className="hash">{plan.sha256.slice(0, 8)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
