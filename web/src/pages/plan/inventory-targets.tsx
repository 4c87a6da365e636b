import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { RecordTable } from '../../components/record-table';
import { paths } from '../../paths';
import { formatChange, formatRatio, formatUnits } from '../../words/figures';
import { StockPlaces } from './stock-places';

type Inventory = Schemas['Inventory'];
type Item = Inventory['items'][number];

/** On a phone each is a card, a third of the screen high. */
const shownAtFirst = () => (window.matchMedia('(max-width: 640px)').matches ? 3 : 20);

/** What each item's stock should be for the service promised, what it is now, and what the families keep in this plan. */
export function InventoryTargets({ plan, family }: { plan: Schemas['PlanView']; family: string }) {
  const [isLong, setLong] = useState(false);
  const inventory = useQuery({
    queryKey: ['plan-inventory', plan.id],
    queryFn: () =>
      answerOf(api.GET('/api/plans/{planId}/inventory', { params: { path: { planId: plan.id } } })),
  });
  const items = inventory.data?.items.filter((item) => family === '' || item.familyCode === family) ?? [];
  const families = inventory.data?.families.filter((one) => family === '' || one.familyCode === family) ?? [];
  const placements =
    inventory.data?.placements.filter((one) => family === '' || one.familyCode === family) ?? [];
  const shown = isLong ? items : items.slice(0, shownAtFirst());
  return (
    <Section
      title="Inventory targets"
      note={inventory.data?.from ? `Computed with ${inventory.data.from.name}` : undefined}
      aside={
        inventory.data?.from ? (
          <Anchor href={`/api/plans/${plan.id}/reorder-points.csv`} size="sm">
            Download the proposals (CSV)
          </Anchor>
        ) : null
      }
    >
      {inventory.isPending ? <LoadingBlock rows={4} /> : null}
      {inventory.isError ? (
        <ErrorNote error={inventory.error} onRetry={() => void inventory.refetch()} />
      ) : null}
      {inventory.data && inventory.data.from === null ? (
        <EmptyNote icon="chart" title="No stock targets are computed yet">
          They come with the supply plan, when supply review opens, and stand here then.
        </EmptyNote>
      ) : null}
      {items.length > 0 ? (
        <div className="stack">
          <FamilyStock families={families} cycleId={plan.cycleId} />
          <div>
            <h3>Reorder points</h3>
            <ItemTable items={shown} />
            {shown.length < items.length ? (
              <button type="button" className="text-button" onClick={() => setLong(true)}>
                Show all {items.length}
              </button>
            ) : null}
          </div>
          <StockPlaces placements={placements} currency={plan.summary.currency} />
        </div>
      ) : null}
    </Section>
  );
}

function FamilyStock({ families, cycleId }: { families: Inventory['families']; cycleId: string }) {
  return (
    <div>
      <h3>Safety stock of the families</h3>
      <RecordTable
        label="Safety stock of the families"
        rows={families}
        keyOf={({ familyCode }) => familyCode}
        columns={[
          { head: 'Family', cell: ({ familyName }) => familyName },
          {
            head: 'Kept in this plan, units',
            onCard: 'Kept',
            isNumber: true,
            cell: ({ plannedUnits }) => formatUnits(plannedUnits),
          },
          {
            head: 'Its items need, units',
            onCard: 'Needed',
            isNumber: true,
            cell: ({ proposedUnits }) => formatUnits(proposedUnits),
          },
          {
            head: 'Difference',
            isNumber: true,
            cell: ({ proposedUnits, plannedUnits }) => formatChange(proposedUnits - plannedUnits),
          },
        ]}
      />
      <Button
        component={Link}
        to={paths.scenarios(cycleId, 'proposed-safety-stock')}
        variant="default"
        size="xs"
        mt="sm"
      >
        Plan with what the items need
      </Button>
      <p className="soft small">As a scenario of the pre-S&amp;OP; nothing else changes by it.</p>
    </div>
  );
}

function ItemTable({ items }: { items: readonly Item[] }) {
  return (
    <RecordTable
      label="Reorder points"
      rows={items}
      keyOf={({ itemCode }) => itemCode}
      columns={[
        { head: 'Item', cell: ({ itemName }) => itemName },
        { head: 'Promised', cell: promiseOf },
        { head: 'Now gives', isNumber: true, cell: ({ serviceNow }) => formatRatio(serviceNow) },
        {
          head: 'Reorder point now',
          onCard: 'Now',
          isNumber: true,
          cell: ({ oldReorderPointUnits }) => formatUnits(oldReorderPointUnits),
        },
        { head: 'Proposed', isNumber: true, cell: (item) => <Proposal item={item} /> },
        {
          head: 'Safety stock in it',
          onCard: 'Safety stock',
          isNumber: true,
          cell: ({ safetyStockUnits }) => formatUnits(safetyStockUnits),
        },
        { head: 'Rests on', className: 'small', cell: restsOn },
      ]}
    />
  );
}

function Proposal({ item }: { item: Item }) {
  return (
    <>
      {formatUnits(item.proposedReorderPointUnits)}
      {item.isCapped ? (
        <div className="small soft">
          capped at a quarter; it needs {formatUnits(item.computedReorderPointUnits)}
        </div>
      ) : null}
    </>
  );
}

const promiseOf = ({ serviceRatio, serviceKind }: Item): string =>
  `${promiseInWords(serviceRatio)} ${serviceKind === 'fill-rate' ? 'of units from stock' : 'of cycles without a stock-out'}`;

/** 0.95 → "95 %", 0.975 → "97.5 %". */
const promiseInWords = (ratio: number): string =>
  formatRatio(ratio, Number.isInteger(Math.round(ratio * 1000) / 10) ? 0 : 1);

function restsOn(item: Item): string {
  const stated = `${formatUnits(item.monthlyDemandUnits)} a month ± ${formatUnits(item.monthlyErrorUnits)}, lead time ${formatUnits(item.leadTimeDays)} days, looked at ${item.reviewDays === 0 ? 'all the time' : `every ${formatUnits(item.reviewDays)} days`}`;
  return item.assumed.length > 0 ? `${stated}. Assumed: ${item.assumed.join(', ')}` : stated;
}
