import type { Schemas } from '../api/client';
import {
  formatChange,
  formatChangeRatio,
  formatMoney,
  formatRatio,
  formatShort,
  formatUnits,
} from '../words/figures';
import { Figure, Figures } from './page';

type PlanSummary = Schemas['PlanSummary'];

/** The four figures that matter, with the change against the version before and the budget; n/a is left out. */
export function SummaryFigures({
  summary,
  previous,
  previousName,
}: {
  summary: PlanSummary;
  previous: PlanSummary | null;
  previousName: string;
}) {
  const { currency } = summary;
  return (
    <Figures>
      <Figure label="Demand, units" value={formatShort(summary.volumeUnits)}>
        {previous
          ? `${formatChangeRatio(summary.volumeUnits, previous.volumeUnits)} against ${previousName}`
          : null}
      </Figure>
      {summary.serviceRatio === null ? null : (
        <Figure label="Service, on time" value={formatRatio(summary.serviceRatio)}>
          {previous && previous.serviceRatio !== null
            ? `${formatPoints(summary.serviceRatio - previous.serviceRatio)} against ${previousName}`
            : null}
        </Figure>
      )}
      {summary.inventoryValue === null ? null : (
        <Figure label={`Inventory, ${currency}`} value={formatShort(summary.inventoryValue)}>
          {summary.inventoryDays === null ? null : `${formatUnits(summary.inventoryDays)} days`}
          {previous && previous.inventoryValue !== null
            ? `, ${formatChangeRatio(summary.inventoryValue, previous.inventoryValue)} against ${previousName}`
            : null}
        </Figure>
      )}
      <Figure label={`Revenue, ${currency}`} value={formatShort(summary.revenue)}>
        {summary.gapToBudget === null
          ? previous
            ? `${formatChangeRatio(summary.revenue, previous.revenue)} against ${previousName}`
            : null
          : `${formatChange(summary.gapToBudget, formatShort)} against budget`}
      </Figure>
      {summary.margin === null ? null : (
        <Figure label={`Margin, ${currency}`} value={formatShort(summary.margin)}>
          {summary.revenue === 0 ? null : `${formatRatio(summary.margin / summary.revenue)} of revenue`}
        </Figure>
      )}
      {summary.utilisationRatio === null ? null : (
        <Figure label="Regular hours used" value={formatRatio(summary.utilisationRatio)}>
          {summary.backlogUnits === null
            ? null
            : `highest backlog ${formatShort(summary.backlogUnits)} units`}
        </Figure>
      )}
    </Figures>
  );
}

/** A difference of two ratios is in percentage points. */
function formatPoints(difference: number): string {
  return formatChange(difference * 100, (value) => `${value.toFixed(1)} points`);
}

/** Where capacity binds, and what one more hour there is worth. */
export function Bottlenecks({ summary }: { summary: PlanSummary }) {
  if (summary.bottlenecks.length === 0) return null;
  return (
    <ul className="sentences">
      {summary.bottlenecks.slice(0, 5).map((one) => (
        <li key={`${one.resourceCode}-${one.month}`}>
          {one.resourceCode} in {one.month}: {formatRatio(one.utilisationRatio, 0)} used, one more hour is
          worth {formatMoney(one.valueOfOneMoreHour, summary.currency)}.
        </li>
      ))}
    </ul>
  );
}
