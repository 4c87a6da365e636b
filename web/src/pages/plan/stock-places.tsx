import type { Schemas } from '../../api/client';
import { TableScroll } from '../../components/table-scroll';
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
  const label = `Safety stock of ${placement.familyName} by place`;
  return (
    <TableScroll label={label}>
      <table className="plain cards" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col" className="number">
              Safety stock, units
            </th>
            <th scope="col" className="number">
              It is supplied within
            </th>
            <th scope="col" className="number">
              It delivers within
            </th>
            <th scope="col" className="number">
              Its stock covers
            </th>
            <th scope="col" className="number">
              Cost a month
            </th>
            <th scope="col">Rests on</th>
          </tr>
        </thead>
        <tbody>
          {placement.stages.map((stage) => (
            <StageRow key={stage.code} stage={stage} currency={currency} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function StageRow({ stage, currency }: { stage: Stage; currency: string }) {
  return (
    <tr>
      <th scope="row">
        {stage.name}
        {stage.marketName !== null && !stage.name.includes(stage.marketName) ? (
          <div className="small soft">serves {stage.marketName}</div>
        ) : null}
      </th>
      <td data-label="Safety stock" className="number">
        {formatUnits(stage.safetyStockUnits)}
      </td>
      <td data-label="Supplied in" className="number">
        {inDays(stage.inboundDays)}
      </td>
      <td data-label="Delivers in" className="number">
        {inDays(stage.promisedDays)}
      </td>
      <td data-label="Covers" className="number">
        {stage.coveredDays === 0 ? 'holds none' : inDays(stage.coveredDays)}
      </td>
      <td data-label="A month" className="number">
        {formatMoney(stage.monthlyCost, currency)}
      </td>
      <td data-label="Rests on" className="small">
        {formatUnits(stage.monthlyDemandUnits)} a month ± {formatUnits(stage.monthlyErrorUnits)}
      </td>
    </tr>
  );
}

/** 0 days is from stock. */
const inDays = (days: number): string => (days === 0 ? 'at once' : plural(days, 'day'));
