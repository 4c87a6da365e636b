import type { Schemas } from '../../api/client';
import { RecordTable } from '../../components/record-table';
import { formatMoney, formatRatio, formatUnits, plural } from '../../words/figures';

type Placement = Schemas['Inventory']['placements'][number];
type Stage = Placement['stages'][number];

/** Where the safety stock of each family that has stages costs least: which place holds how much, and what that saves. */
export function StockPlaces({
  placements,
  currency,
}: {
  placements: readonly Placement[];
  currency: string;
}) {
  return placements.map((placement) => (
    <div key={placement.familyCode}>
      <h3>Where to hold the safety stock of {placement.familyName}</h3>
      <p>{costInWords(placement, currency)}</p>
      <StageTable placement={placement} currency={currency} />
      <p className="soft small">
        For {formatRatio(placement.serviceRatio)} of cycles without a stock-out, as its items promise or,
        where nobody said it, is usual (95 %).
        {placement.marketsWithoutStage.length > 0
          ? ` No stage serves ${placement.marketsWithoutStage.join(', ')}: what is bought there is not in it.`
          : ''}
      </p>
    </div>
  ));
}

function costInWords({ monthlyCost, marketsOnlyMonthlyCost }: Placement, currency: string): string {
  // Of the amounts as they are read, so that they add up on the page.
  const saved = Math.round(marketsOnlyMonthlyCost) - Math.round(monthlyCost);
  const cost = `It costs ${formatMoney(monthlyCost, currency)} a month`;
  if (saved <= 0.005 * marketsOnlyMonthlyCost) return `${cost}; stock at the markets only costs the same.`;
  return `${cost}. Stock at the markets only costs ${formatMoney(marketsOnlyMonthlyCost, currency)}: placed best saves ${formatMoney(saved, currency)} a month (${formatRatio(saved / marketsOnlyMonthlyCost, 0)}).`;
}

function StageTable({ placement, currency }: { placement: Placement; currency: string }) {
  return (
    <RecordTable
      label={`Safety stock of ${placement.familyName} by place`}
      fewOnPhone={2}
      rows={placement.stages}
      keyOf={({ code }) => code}
      columns={[
        { head: 'Place', cell: (stage) => <PlaceName stage={stage} /> },
        {
          head: 'Safety stock, units',
          onCard: 'Safety stock',
          isNumber: true,
          cell: ({ safetyStockUnits }) => formatUnits(safetyStockUnits),
        },
        {
          head: 'It is supplied within',
          onCard: 'Supplied in',
          isNumber: true,
          cell: ({ inboundDays }) => inDays(inboundDays),
        },
        {
          head: 'It delivers within',
          onCard: 'Delivers in',
          isNumber: true,
          cell: ({ promisedDays }) => inDays(promisedDays),
        },
        {
          head: 'Its stock covers',
          onCard: 'Covers',
          isNumber: true,
          cell: ({ coveredDays }) => (coveredDays === 0 ? 'holds none' : inDays(coveredDays)),
        },
        {
          head: 'Cost a month',
          onCard: 'A month',
          isNumber: true,
          cell: ({ monthlyCost }) => formatMoney(monthlyCost, currency),
        },
        {
          head: 'Rests on',
          className: 'small',
          cell: ({ monthlyDemandUnits, monthlyErrorUnits }) =>
            `${formatUnits(monthlyDemandUnits)} a month ± ${formatUnits(monthlyErrorUnits)}`,
        },
      ]}
    />
  );
}

function PlaceName({ stage }: { stage: Stage }) {
  return (
    <>
      {stage.name}
      {stage.marketName !== null && !stage.name.includes(stage.marketName) ? (
        <div className="small soft">serves {stage.marketName}</div>
      ) : null}
    </>
  );
}

/** 0 days is from stock. */
const inDays = (days: number): string => (days === 0 ? 'at once' : plural(days, 'day'));
