import type { PlanSummary } from '../cycle/plan-summary';
import type { ConsensusDemand, DemandFunction } from '../demand/consensus-rule';
import { sumQuantities } from '../demand/spread-quantity';
import {
  changeInWords,
  moneyInWords,
  monthInWords,
  monthsInWords,
  percentInWords,
  quantityInWords,
} from './in-words';
import type { PlanningInput } from './planning-input';
import { proofInWords } from './proof-in-words';
import type { SupplyResult } from './supply-plan';

/** Demand by family along months, of a plan to compare with. */
export interface DemandByFamily {
  readonly months: readonly string[];
  readonly families: readonly { readonly familyCode: string; readonly units: readonly number[] }[];
}

const MOST_FAMILIES = 5;
const WORTH_TELLING = 0.01;

/**
 * What changed in demand against an earlier plan, over the months that both have: the total, then the families that
 * moved most. Families that moved by less than 1 % are left out.
 *
 * Example: "Demand is 4.0 % above last month's plan (10,400 against 10,000 units, Jan 2027 to May 2028)."
 */
export function describeDemandChange(
  input: PlanningInput,
  plan: DemandByFamily,
  earlier: DemandByFamily,
  earlierName: string,
): string[] {
  const shared = plan.months.filter((month) => earlier.months.includes(month));
  if (shared.length === 0) return [];
  const totalOf = (of: DemandByFamily, familyCode?: string) =>
    sumQuantities(
      of.families
        .filter((family) => familyCode === undefined || family.familyCode === familyCode)
        .flatMap(({ units }) => shared.map((month) => units[of.months.indexOf(month)]!)),
    );
  const now = totalOf(plan);
  const before = totalOf(earlier);
  if (now === before && before === 0) return [];
  const over = monthsInWords(shared);
  const whole =
    Math.abs(now - before) < 0.5
      ? `Demand as a whole is as in ${earlierName} (${quantityInWords(now)} units, ${over}).`
      : `Demand is ${aboveOrBelow(now, before)} ${earlierName} (${quantityInWords(now)} against ${quantityInWords(before)} units, ${over}).`;
  const families = plan.families
    .map(({ familyCode }) => ({
      name: familyName(input, familyCode),
      now: totalOf(plan, familyCode),
      before: totalOf(earlier, familyCode),
    }))
    .filter((family) => Math.abs(family.now - family.before) > WORTH_TELLING * Math.max(1, family.before))
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))
    .slice(0, MOST_FAMILIES)
    .map((family) => `${family.name}: ${changeInWords(family.now - family.before)} units${asShare(family)}.`);
  return [whole, ...families];
}

function aboveOrBelow(now: number, before: number): string {
  const direction = now > before ? 'above' : 'below';
  if (before === 0) return `${quantityInWords(Math.abs(now - before))} units ${direction}`;
  return `${percentInWords(Math.abs(now - before) / before)} ${direction}`;
}

const asShare = ({ now, before }: { now: number; before: number }): string =>
  before > 0 ? ` (${now > before ? '+' : '−'}${percentInWords(Math.abs(now - before) / before)})` : '';

const FUNCTION_NAMES: Readonly<Record<DemandFunction, string>> = {
  sales: 'Sales',
  marketing: 'Marketing',
  finance: 'Finance',
  consensus: 'The demand planner',
};

const MOST_CONFLICTS = 5;

/**
 * What each function moved against the baseline, largest first (ups and downs added up), and where people of one function said different
 * things. Example: "Sales moved Tents by +1,200 units (Mar to May 2027)."
 */
export function describeConsensus(
  input: PlanningInput,
  months: readonly string[],
  consensus: ConsensusDemand,
): string[] {
  const moves = new Map<string, FamilyMove>();
  for (const { function: of, familyCode, changeUnits } of consensus.changes) {
    const key = `${of} ${familyCode}`;
    const earlier = moves.get(key);
    const units = changeUnits.map((change, index) => sumQuantities([change, earlier?.units[index] ?? 0]));
    const sizes = changeUnits.map((change, index) =>
      sumQuantities([Math.abs(change), earlier?.sizes[index] ?? 0]),
    );
    moves.set(key, { of, familyCode, units, sizes });
  }
  const moved = [...moves.values()]
    .sort((a, b) => sumQuantities(b.sizes) - sumQuantities(a.sizes))
    .slice(0, 2 * MOST_FAMILIES)
    .map((move) => moveInWords(input, months, move));
  const conflicts = consensus.conflicts.slice(0, MOST_CONFLICTS).map(({ function: of, kept, dropped }) => {
    const { familyCode, marketCode, itemCode, month } = kept.adjustment;
    const cell = [
      itemCode ?? familyName(input, familyCode),
      ...(marketCode ? [marketCode] : []),
      monthInWords(month),
    ].join(', ');
    return `Within ${of === 'consensus' ? 'demand planning' : of} ${dropped.personName} said ${opinion(dropped.adjustment.change)} and ${kept.personName} ${opinion(kept.adjustment.change)} about ${cell}: the later one counts.`;
  });
  const untold = consensus.conflicts.length - conflicts.length;
  return [
    ...moved,
    ...conflicts,
    ...(untold > 0 ? [`${untold} more such differences are settled in the same way.`] : []),
  ];
}

/** What a function moved of a family, all its markets, and how much it moved up and down in them, along the months. */
interface FamilyMove {
  readonly of: DemandFunction;
  readonly familyCode: string;
  readonly units: readonly number[];
  readonly sizes: readonly number[];
}

function moveInWords(
  input: PlanningInput,
  months: readonly string[],
  { of, familyCode, units, sizes }: FamilyMove,
): string {
  const moved = `${FUNCTION_NAMES[of]} moved ${familyName(input, familyCode)}`;
  const when = monthsInWords(months.filter((_, index) => sizes[index] !== 0));
  const total = sumQuantities(units);
  if (quantityInWords(total) !== '0') return `${moved} by ${changeInWords(total)} units (${when}).`;
  return `${moved} between ${units.some((change) => change !== 0) ? 'months' : 'its markets'} (${when}).`;
}

function opinion({ kind, value }: { readonly kind: string; readonly value: number }): string {
  return kind === 'percent' ? `${changeInWords(value)} %` : `${quantityInWords(value)} units`;
}

/**
 * What a supply plan cannot do or is limited by: time that ran out before it was proven best, families that are late, resources that bind and what an hour more
 * would earn. Example: "Tents: up to 340 units late, worst in May 2027."
 */
export function describeSupply(input: PlanningInput, { answer, months, problem }: SupplyResult): string[] {
  const largestDemand = (id: string) =>
    Math.max(...problem.families.find((family) => family.id === id)!.demand);
  const late = answer.families
    .map(({ id, backlog }) => ({ id, most: Math.max(...backlog), backlog }))
    .filter(({ id, most }) => most > 0 && most >= Math.min(0.5, WORTH_TELLING * largestDemand(id)))
    .sort((a, b) => b.most - a.most)
    .slice(0, MOST_FAMILIES)
    .map(
      ({ id, most, backlog }) =>
        `${familyName(input, id)}: up to ${quantityInWords(most)} units late, worst in ${monthInWords(months[backlog.indexOf(most)]!)}.`,
    );
  const binding = answer.resources.flatMap(({ id, valueOfOneMoreHour }) => {
    const when = months.filter((_, index) => valueOfOneMoreHour[index]! >= 0.01);
    if (when.length === 0) return [];
    const most = Math.max(...valueOfOneMoreHour);
    const best = monthInWords(months[valueOfOneMoreHour.indexOf(most)]!);
    const name = input.resources.find(({ code }) => code === id)?.name ?? id;
    return [
      `${name} binds in ${monthsInWords(when)}; one more hour in ${best} is worth ${moneyInWords(most, input.currency)}.`,
    ];
  });
  return [
    ...proofInWords(answer, input.currency),
    ...(late.length > 0 ? late : ['All demand is delivered in its month.']),
    ...binding,
  ];
}

/**
 * How the money and service of a plan differ from an earlier one; nothing where they are the same.
 *
 * Example: "Margin is EUR 1.2 million higher than in the base scenario; service 98.1 % against 96.4 %."
 */
export function describeDifference(plan: PlanSummary, earlier: PlanSummary, earlierName: string): string[] {
  const sentences: string[] = [];
  const difference = (plan.margin ?? plan.revenue) - (earlier.margin ?? earlier.revenue);
  const what = plan.margin === null ? 'Revenue' : 'Margin';
  if (Math.abs(difference) >= 1) {
    const size = moneyInWords(Math.abs(difference), plan.currency);
    sentences.push(`${what} is ${size} ${difference > 0 ? 'higher' : 'lower'} than in ${earlierName}.`);
  }
  if (plan.serviceRatio !== null && earlier.serviceRatio !== null) {
    if (Math.abs(plan.serviceRatio - earlier.serviceRatio) >= 0.0005) {
      sentences.push(
        `Service is ${percentInWords(plan.serviceRatio)} against ${percentInWords(earlier.serviceRatio)} in ${earlierName}.`,
      );
    }
  }
  return sentences;
}

/** The family's name; its code where the input does not know it. */
export const familyName = (input: Pick<PlanningInput, 'families'>, code: string): string =>
  input.families.find((family) => family.code === code)?.name ?? code;
