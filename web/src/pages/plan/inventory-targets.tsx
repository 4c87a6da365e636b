import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { TableScroll } from '../../components/table-scroll';
import { paths } from '../../paths';
import { formatChange, formatRatio, formatUnits } from '../../words/figures';
import { StockPlaces } from './stock-places';

type Inventory = Schemas['Inventory'];
type Item = Inventory['items'][number];

const SHOWN = 20;

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
  const shown = isLong ? items : items.slice(0, SHOWN);
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
      <TableScroll label="Safety stock of the families">
        <table className="plain cards">
          <thead>
            <tr>
              <th scope="col">Family</th>
              <th scope="col" className="number">
                Kept in this plan, units
              </th>
              <th scope="col" className="number">
                Its items need, units
              </th>
              <th scope="col" className="number">
                Difference
              </th>
            </tr>
          </thead>
          <tbody>
            {families.map((one) => (
              <tr key={one.familyCode}>
                <th scope="row">{one.familyName}</th>
                <td data-label="Kept" className="number">
                  {formatUnits(one.plannedUnits)}
                </td>
                <td data-label="Needed" className="number">
                  {formatUnits(one.proposedUnits)}
                </td>
                <td data-label="Difference" className="number">
                  {formatChange(one.proposedUnits - one.plannedUnits)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
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
    <TableScroll label="Reorder points">
      <table className="plain cards">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Promised</th>
            <th scope="col" className="number">
              Now gives
            </th>
            <th scope="col" className="number">
              Reorder point now
            </th>
            <th scope="col" className="number">
              Proposed
            </th>
            <th scope="col" className="number">
              Safety stock in it
            </th>
            <th scope="col">Rests on</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.itemCode}>
              <th scope="row">{item.itemName}</th>
              <td data-label="Promised">
                {promiseInWords(item.serviceRatio)}{' '}
                {item.serviceKind === 'fill-rate' ? 'of units from stock' : 'of cycles without a stock-out'}
              </td>
              <td data-label="Now gives" className="number">
                {formatRatio(item.serviceNow)}
              </td>
              <td data-label="Now" className="number">
                {formatUnits(item.oldReorderPointUnits)}
              </td>
              <td data-label="Proposed" className="number">
                {formatUnits(item.proposedReorderPointUnits)}
                {item.isCapped ? (
                  <div className="small soft">
                    capped at a quarter; it needs {formatUnits(item.computedReorderPointUnits)}
                  </div>
                ) : null}
              </td>
              <td data-label="Safety stock" className="number">
                {formatUnits(item.safetyStockUnits)}
              </td>
              <td data-label="Rests on" className="small">
                {restsOn(item)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** 0.95 → "95 %", 0.975 → "97.5 %". */
const promiseInWords = (ratio: number): string =>
  formatRatio(ratio, Number.isInteger(Math.round(ratio * 1000) / 10) ? 0 : 1);

function restsOn(item: Item): string {
  const stated = `${formatUnits(item.monthlyDemandUnits)} a month ± ${formatUnits(item.monthlyErrorUnits)}, lead time ${formatUnits(item.leadTimeDays)} days, looked at ${item.reviewDays === 0 ? 'all the time' : `every ${formatUnits(item.reviewDays)} days`}`;
  return item.assumed.length > 0 ? `${stated}. Assumed: ${item.assumed.join(', ')}` : stated;
}
