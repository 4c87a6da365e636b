import { addMonths, monthsBetween } from '../cycle/month';
import { NOTHING_KNOWN } from '../demand/demand-knowledge';
import { plannedMonths } from './baseline-plan';
import { monthInWords, monthsInWords, quantityInWords } from './in-words';
import type { PlanningInput } from './planning-input';
import { recordedDemand, recordHabits } from './recorded-demand';

/** `gap`: plans are wrong or poor without it. `doubt`: look at it. */
export interface ReadinessFinding {
  readonly weight: 'gap' | 'doubt';
  readonly source: 'sales' | 'items' | 'stock' | 'capacity' | 'budget' | 'open-orders';
  /** What is wrong and what to do, in the planner's words. */
  readonly sentence: string;
  /** How many records it is about. */
  readonly count: number;
}

/** How fit a month's input is for planning; kept with its snapshot. */
export interface DataReadiness {
  /** "Sales until Dec 2026, 96 series …" */
  readonly headline: string;
  readonly findings: readonly ReadinessFinding[];
}

/**
 * Looks at a month's input as a planner would before trusting it: missing months, series with gaps or outliers, items
 * without price, cost or stock, families without hours, months without capacity or budget. An empty list is good.
 *
 * Example: sales until 2026-10 for a cycle of 2027-01 give the gap "Sales of Nov and Dec 2026 are missing: …".
 */
export function dataReadiness(input: PlanningInput): DataReadiness {
  const findings = [
    ...salesFindings(input),
    ...knowledgeFindings(input),
    ...masterFindings(input),
    ...supplyFindings(input),
  ];
  const { lastLoadedMonth } = recordHabits(input.sales);
  const until = lastLoadedMonth ? `Sales until ${monthInWords(lastLoadedMonth)}` : 'No sales on record';
  const gaps = findings.filter(({ weight }) => weight === 'gap').length;
  const judgement =
    findings.length === 0
      ? 'nothing missing'
      : `${counted(gaps, 'gap')}, ${counted(findings.length - gaps, 'doubt')}`;
  return {
    headline: `${until}, ${counted(input.sales.length, 'series', 'series')}: ${judgement}.`,
    findings,
  };
}

function salesFindings(input: PlanningInput): ReadinessFinding[] {
  const habits = recordHabits(input.sales);
  if (habits.lastLoadedMonth === null) {
    return [gap('sales', 1, 'No sales are on record: import a sales file, or every forecast is zero.')];
  }
  const findings: ReadinessFinding[] = [];
  const behind = monthsBetween(habits.lastLoadedMonth, input.period) - 1;
  if (behind > 0) {
    const missing = Array.from({ length: behind }, (_, index) =>
      addMonths(habits.lastLoadedMonth!, index + 1),
    );
    findings.push(
      gap(
        'sales',
        behind,
        `Sales of ${monthsInWords(missing)} are missing: import them, or the forecast reaches over ${counted(behind, 'month')} without figures.`,
      ),
    );
  }
  const withGaps: string[] = [];
  const withOutliers: string[] = [];
  const ended: string[] = [];
  for (const series of input.sales) {
    const name = `${series.itemCode} in ${series.marketCode}`;
    const history = recordedDemand(series, habits);
    const known = history.filter((quantity) => quantity !== null);
    if (known.length < history.length) withGaps.push(name);
    if (isOutlying(known)) withOutliers.push(name);
    if (known.length >= 24 && known.slice(-12).every((quantity) => quantity === 0)) ended.push(name);
  }
  if (withGaps.length > 0) {
    findings.push(
      doubt(
        'sales',
        withGaps,
        'has months without a record',
        'have months without a record',
        'filled from other years or the months beside; load the missing months if you have them',
      ),
    );
  }
  if (withOutliers.length > 0) {
    findings.push(
      doubt(
        'sales',
        withOutliers,
        'has a month far from all others',
        'have a month far from all others',
        'check for a typing error or a one-off order',
      ),
    );
  }
  if (ended.length > 0) {
    findings.push(
      doubt(
        'sales',
        ended,
        'sold nothing for a year',
        'sold nothing for a year',
        'taken as ended; adjust the forecast if it comes back',
      ),
    );
  }
  return findings;
}

/** A month more than six times the spread (median absolute deviation) from the median of a series that sells steadily. */
function isOutlying(quantities: readonly number[]): boolean {
  if (
    quantities.length < 12 ||
    quantities.filter((quantity) => quantity === 0).length > quantities.length / 4
  )
    return false;
  const middle = median(quantities);
  const spread = 1.4826 * median(quantities.map((quantity) => Math.abs(quantity - middle)));
  return spread > 0 && quantities.some((quantity) => Math.abs(quantity - middle) > 6 * spread);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function masterFindings(input: PlanningInput): ReadinessFinding[] {
  const sold = new Set(input.sales.map(({ itemCode }) => itemCode));
  const codes = (isMissing: (item: PlanningInput['items'][number]) => boolean) =>
    input.items.filter((item) => sold.has(item.code) && isMissing(item)).map(({ code }) => code);
  const findings: ReadinessFinding[] = [];
  const unpriced = codes(({ price }) => price === 0);
  const uncosted = codes(({ unitCost }) => unitCost === 0);
  const empty = codes(({ stockUnits, onOrderUnits }) => stockUnits + onOrderUnits === 0);
  if (unpriced.length > 0) {
    findings.push({
      ...doubt(
        'items',
        unpriced,
        'has no price',
        'have no price',
        'their revenue counts as zero; import prices',
      ),
      weight: 'gap',
    });
  }
  if (uncosted.length > 0) {
    findings.push({
      ...doubt(
        'items',
        uncosted,
        'has no unit cost',
        'have no unit cost',
        'margin is overstated; import unit costs',
      ),
      weight: 'gap',
    });
  }
  if (empty.length > 0) {
    findings.push(
      doubt(
        'stock',
        empty,
        'has neither stock nor orders',
        'have neither stock nor orders',
        'import a stock file if that is not so',
      ),
    );
  }
  return findings;
}

/** New items that nothing is planned for, and an order book that is too old to say anything. */
function knowledgeFindings(input: PlanningInput): ReadinessFinding[] {
  const { items, orderBooks } = input.demandKnowledge ?? NOTHING_KNOWN;
  const findings: ReadinessFinding[] = [];
  const sold = new Set(input.sales.map(({ itemCode }) => itemCode));
  const likeOf = new Map(items.map(({ itemCode, likeItemCode }) => [itemCode, likeItemCode]));
  const unplanned = input.items
    .map(({ code }) => code)
    .filter((code) => !sold.has(code) && !sold.has(likeOf.get(code) ?? ''));
  if (sold.size > 0 && unplanned.length > 0) {
    findings.push(
      doubt(
        'items',
        unplanned,
        'has never sold and follows no like item that has',
        'have never sold and follow no like item that has',
        'nothing is planned for it; name a like item in the items file if it will sell',
      ),
    );
  }
  const today = orderBooks
    .map(({ asOf }) => asOf)
    .filter((asOf) => asOf <= input.period)
    .sort()
    .at(-1);
  if (today !== undefined && today < addMonths(input.period, -1)) {
    findings.push({
      weight: 'doubt',
      source: 'open-orders',
      count: 1,
      sentence: `The last order book is of ${monthInWords(today)}: import today's, or orders in hand move nothing.`,
    });
  }
  return findings;
}

function supplyFindings(input: PlanningInput): ReadinessFinding[] {
  const findings: ReadinessFinding[] = [];
  const months = plannedMonths(input);
  if (input.resources.length === 0) {
    findings.push(
      gap(
        'capacity',
        1,
        'No capacity is on record: the supply plan is not limited by anything; import capacity and hours per unit.',
      ),
    );
  }
  const unknown = input.resources.filter(({ capacity }) => capacity.length === 0);
  if (unknown.length > 0) {
    findings.push({
      ...doubt(
        'capacity',
        unknown.map(({ name }) => name),
        'has no hours on record',
        'have no hours on record',
        'the supply plan is not limited by it; import capacity',
      ),
      weight: 'gap',
    });
  }
  for (const resource of input.resources) {
    if (unknown.includes(resource)) continue;
    const known = new Set(resource.capacity.map(({ month }) => month));
    const missing = months.filter((month) => !known.has(month));
    if (missing.length > 0) {
      const sentence = `${resource.name} has no hours for ${monthsInWords(missing)}: the month before is taken; import its capacity.`;
      findings.push({ weight: 'doubt', source: 'capacity', count: missing.length, sentence });
    }
  }
  const unlimited = input.families.filter(({ hoursPerUnit }) => Object.keys(hoursPerUnit).length === 0);
  if (input.resources.length > 0 && unlimited.length > 0) {
    findings.push(
      doubt(
        'capacity',
        unlimited.map(({ name }) => name),
        'needs no hours of any resource',
        'need no hours of any resource',
        'import their hours per unit',
      ),
    );
  }
  const budgeted = new Set(input.budget.map(({ month }) => month));
  const unbudgeted = months.filter((month) => !budgeted.has(month));
  if (unbudgeted.length > 0) {
    const sentence = `There is no budget for ${monthsInWords(unbudgeted)}: the gap to budget leaves these months out.`;
    findings.push({ weight: 'doubt', source: 'budget', count: unbudgeted.length, sentence });
  }
  const without = familiesWithoutBudget(
    input,
    months.filter((month) => budgeted.has(month)),
  );
  if (without.length > 0) {
    findings.push(
      doubt(
        'budget',
        without,
        'has no budget in months in which others have one',
        'have no budget in months in which others have one',
        'the gap to budget leaves them out there; import it if there is one',
      ),
    );
  }
  return findings;
}

/** Families with items that have none in one of the months: the gap is silent about what they sell there. */
function familiesWithoutBudget(
  { families, items, budget }: PlanningInput,
  months: readonly string[],
): string[] {
  const cells = new Set(budget.map(({ familyCode, month }) => `${month} ${familyCode}`));
  const sold = new Set(items.map(({ familyCode }) => familyCode));
  return families
    .filter(({ code }) => sold.has(code) && months.some((month) => !cells.has(`${month} ${code}`)))
    .map(({ name }) => name);
}

const NAMED = 3;

const gap = (source: ReadinessFinding['source'], count: number, sentence: string): ReadinessFinding => ({
  weight: 'gap',
  source,
  count,
  sentence,
});

function doubt(
  source: ReadinessFinding['source'],
  names: readonly string[],
  isSo: string,
  areSo: string,
  soWhat: string,
): ReadinessFinding {
  const told = names.slice(0, NAMED).join(', ');
  const rest = names.length > NAMED ? ` and ${quantityInWords(names.length - NAMED)} more` : '';
  return {
    weight: 'doubt',
    source,
    count: names.length,
    sentence: `${told}${rest} ${names.length === 1 ? isSo : areSo}: ${soWhat}.`,
  };
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${quantityInWords(count)} ${count === 1 ? one : many}`;
