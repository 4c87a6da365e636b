import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { formatMonth } from '../words/dates';
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

/**
 * The figures that matter, with their change against the version before and the budget; what a plan does not have is
 * left out. Short, for a decision: service, inventory, revenue and margin, or volume and revenue of a demand plan.
 */
export function SummaryFigures({
  summary,
  previous,
  previousName,
  isShort = false,
}: {
  summary: PlanSummary;
  previous: PlanSummary | null;
  previousName: string;
  isShort?: boolean;
}) {
  const { currency } = summary;
  const isDemandPlan = summary.serviceRatio === null;
  const against = (value: number | null, pick: (before: PlanSummary) => number | null) => {
    const before = previous ? pick(previous) : null;
    return value === null || before === null
      ? null
      : `${formatChangeRatio(value, before)} against ${previousName}`;
  };

  return (
    <Figures>
      {isShort && !isDemandPlan ? null : (
        <Figure label="Demand, units" value={formatShort(summary.volumeUnits)}>
          <Notes notes={[against(summary.volumeUnits, (before) => before.volumeUnits)]} />
        </Figure>
      )}
      {summary.serviceRatio === null ? null : (
        <Figure label="Service, on time" value={formatRatio(summary.serviceRatio)}>
          <Notes
            notes={[pointsAgainst(summary.serviceRatio, previous?.serviceRatio ?? null, previousName)]}
          />
        </Figure>
      )}
      {summary.inventoryValue === null ? null : (
        <Figure label={`Inventory, ${currency}`} value={formatShort(summary.inventoryValue)}>
          <Notes
            notes={[
              summary.inventoryDays === null ? null : `${formatUnits(summary.inventoryDays)} days of demand`,
              against(summary.inventoryValue, (before) => before.inventoryValue),
            ]}
          />
        </Figure>
      )}
      <Figure label={`Revenue, ${currency}`} value={formatShort(summary.revenue)}>
        <Notes
          notes={[
            against(summary.revenue, (before) => before.revenue),
            summary.gapToBudget === null
              ? null
              : `${formatChange(summary.gapToBudget, formatShort)} against budget`,
          ]}
        />
      </Figure>
      {summary.margin === null ? null : (
        <Figure label={`Margin, ${currency}`} value={formatShort(summary.margin)}>
          <Notes
            notes={[
              summary.revenue === 0 ? null : `${formatRatio(summary.margin / summary.revenue)} of revenue`,
              against(summary.margin, (before) => before.margin),
            ]}
          />
        </Figure>
      )}
      {isShort || summary.cashAtEnd === null ? null : (
        <Figure label={`Cash it brings, ${currency}`} value={formatShort(summary.cashAtEnd)}>
          <Notes
            notes={[
              summary.lowestCash === null ? null : `lowest on the way ${formatShort(summary.lowestCash)}`,
              against(summary.cashAtEnd, (before) => before.cashAtEnd),
            ]}
          />
        </Figure>
      )}
      {isShort || summary.utilisationRatio === null ? null : (
        <Figure label="Regular hours used" value={formatRatio(summary.utilisationRatio)}>
          <Notes
            notes={[
              summary.backlogUnits === null
                ? null
                : `highest backlog ${formatShort(summary.backlogUnits)} units`,
            ]}
          />
        </Figure>
      )}
    </Figures>
  );
}

function Notes({ notes }: { notes: readonly (string | null)[] }): ReactNode {
  return notes
    .filter((note) => note !== null)
    .map((note) => (
      <span key={note} className="figure-line">
        {note}
      </span>
    ));
}

/** A difference of two ratios is in percentage points. */
function pointsAgainst(ratio: number, before: number | null, previousName: string): string | null {
  if (before === null) return null;
  return `${formatChange((ratio - before) * 100, (value) => `${value.toFixed(1)} points`)} against ${previousName}`;
}

/** Where capacity binds, and what one more hour there is worth. */
export function Bottlenecks({ summary }: { summary: PlanSummary }) {
  if (summary.bottlenecks.length === 0) return null;
  return (
    <ul className="sentences">
      {summary.bottlenecks.slice(0, 5).map((one) => (
        <li key={`${one.resourceCode}-${one.month}`}>
          {one.resourceName ?? one.resourceCode} in {formatMonth(one.month)}:{' '}
          {one.utilisationRatio === null
            ? 'no regular hours'
            : `${formatRatio(one.utilisationRatio, 0)} used`}
          , one more hour is worth {formatMoney(one.valueOfOneMoreHour, summary.currency)}.
        </li>
      ))}
    </ul>
  );
}
