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
type ComparedFigures = Schemas['ComparedFigures'];

const LAST_MONTH = 'against last month, over the same months';

/**
 * The figures that matter, with their change against last month's plan and the budget; what a plan does not have is
 * left out. Short, for a decision: service, inventory, revenue and margin, or volume and revenue of a demand plan.
 */
export function SummaryFigures({
  summary,
  sinceLastMonth,
  isShort = false,
}: {
  summary: PlanSummary;
  sinceLastMonth: Schemas['ComparedPlans'] | null;
  isShort?: boolean;
}) {
  const { currency } = summary;
  const isDemandPlan = summary.serviceRatio === null;
  const against = (figure: keyof ComparedFigures) => {
    const now = sinceLastMonth?.now[figure] ?? null;
    const before = sinceLastMonth?.before[figure] ?? null;
    return now === null || before === null ? null : `${formatChangeRatio(now, before)} ${LAST_MONTH}`;
  };

  return (
    <Figures>
      {isShort && !isDemandPlan ? null : (
        <Figure label="Demand, units" value={formatShort(summary.volumeUnits)}>
          <Notes notes={[against('volumeUnits')]} />
        </Figure>
      )}
      {summary.serviceRatio === null ? null : (
        <Figure label="Service, on time" value={formatRatio(summary.serviceRatio)}>
          <Notes notes={[pointsAgainst(sinceLastMonth)]} />
        </Figure>
      )}
      {summary.inventoryValue === null ? null : (
        <Figure label={`Inventory, ${currency}`} value={formatShort(summary.inventoryValue)}>
          <Notes
            notes={[
              summary.inventoryDays === null ? null : `${formatUnits(summary.inventoryDays)} days of demand`,
              against('inventoryValue'),
            ]}
          />
        </Figure>
      )}
      <Figure label={`Revenue, ${currency}`} value={formatShort(summary.revenue)}>
        <Notes
          notes={[
            against('revenue'),
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
              against('margin'),
            ]}
          />
        </Figure>
      )}
      {isShort || summary.cashAtEnd === null ? null : (
        <Figure label={`Cash it brings, ${currency}`} value={formatShort(summary.cashAtEnd)}>
          <Notes
            notes={[
              summary.lowestCash === null ? null : `lowest on the way ${formatShort(summary.lowestCash)}`,
              against('cashAtEnd'),
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
function pointsAgainst(compared: Schemas['ComparedPlans'] | null): string | null {
  const now = compared?.now.serviceRatio ?? null;
  const before = compared?.before.serviceRatio ?? null;
  if (now === null || before === null) return null;
  return `${formatChange((now - before) * 100, (value) => `${value.toFixed(1)} points`)} ${LAST_MONTH}`;
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
