import type { z } from 'zod';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { listPassedDemand, type PassedDemand } from '../../database/passed-demand-repository';
import { addMonths, monthRange } from '../../domain/cycle/month';
import type { TaskRecord } from '../../domain/cycle/records';
import { type GivenAndSold, givenAndSold, givenUnits } from '../../domain/demand/given-and-sold';
import { demandHierarchy } from '../../domain/plan/baseline-plan';
import { lastYearWeights } from '../../domain/plan/consensus-plan';
import type { PlanningInput } from '../../domain/plan/planning-input';
import { month as monthName, percent, quantity } from '../../email/wording';
import type { ApiDependencies } from '../dependencies';
import type { PastDemand } from '../schemas/past-demand';

type View = z.input<typeof PastDemand>;

const CONSENSUS = 'The consensus';

/** Further back nobody remembers what was given, and why. */
const MOST_MONTHS = 3;

/** What the task's function gave for the last months that have passed, what was planned, and what was sold. */
export async function readPastDemand(
  { database }: Pick<ApiDependencies, 'database'>,
  { facts, task, input }: { facts: CycleFacts; task: TaskRecord; input: PlanningInput },
): Promise<View> {
  const sold = soldUnits(input);
  const months = monthRange(addMonths(input.period, -MOST_MONTHS), MOST_MONTHS).filter((month) =>
    sold.has(month),
  );
  const passed = await listPassedDemand(database, {
    unitId: facts.unit.id,
    period: facts.cycle.period,
    months,
    families: task.families,
    kind: task.kind,
    role: task.role,
  });
  const isConsensus = task.kind === 'consensus';
  const hierarchy = demandHierarchy(input);
  const weights = lastYearWeights(input);
  const familyCodes = input.families
    .map(({ code }) => code)
    .filter((code) => task.families.length === 0 || task.families.includes(code));
  const { months: compared, overall } = givenAndSold(
    passed.map((each) => {
      const given = isConsensus
        ? each.consensusUnits
        : givenUnits({ ...each, inputs: demandInputs(each), hierarchy, weights });
      const planned = each.publishedUnits ?? each.consensusUnits;
      return {
        month: each.month,
        families: familyCodes
          .map((familyCode) => ({
            familyCode,
            givenUnits: given && (given.get(familyCode) ?? 0),
            plannedUnits: planned.get(familyCode) ?? 0,
            soldUnits: sold.get(each.month)?.get(familyCode) ?? 0,
          }))
          .filter((family) => family.givenUnits || family.plannedUnits > 0 || family.soldUnits > 0),
      };
    }),
  );
  const who = isConsensus ? CONSENSUS : capital(task.role.replaceAll('-', ' '));
  const nameOf = new Map(input.families.map(({ code, name }) => [code, name]));
  const view = compared.map((each, index): View['months'][number] => {
    const { publishedUnits, inputs } = passed[index]!;
    return {
      month: each.month,
      givenBy: [...new Set(inputs.map(({ personName }) => personName))].sort(),
      planName: publishedUnits ? 'Published plan' : isConsensus ? null : 'Consensus',
      total: lineOf(each.total),
      families: each.families.map((family) => ({
        familyCode: family.familyCode,
        familyName: nameOf.get(family.familyCode) ?? family.familyCode,
        ...lineOf(family),
      })),
    };
  });
  return { who, sentence: sentenceOf(who, view, overall), months: view };
}

const demandInputs = ({ inputs }: PassedDemand) =>
  inputs.map(({ content, ...given }) => ({
    ...given,
    // The only function looked at: whose turn it is does not matter.
    function: 'consensus' as const,
    adjustments: 'adjustments' in content ? content.adjustments : [],
  }));

/** Month → family → units; months without any record are left out: nothing is known of them. */
function soldUnits(input: PlanningInput): Map<string, Map<string, number>> {
  const familyOf = new Map(input.items.map(({ code, familyCode }) => [code, familyCode]));
  const sums = new Map<string, Map<string, number>>();
  for (const { itemCode, firstMonth, quantityUnits } of input.sales) {
    const familyCode = familyOf.get(itemCode);
    if (familyCode === undefined) continue;
    monthRange(firstMonth, quantityUnits.length).forEach((month, index) => {
      const quantity = quantityUnits[index] ?? null;
      if (quantity === null) return;
      const ofMonth = sums.get(month) ?? new Map<string, number>();
      ofMonth.set(familyCode, (ofMonth.get(familyCode) ?? 0) + quantity);
      sums.set(month, ofMonth);
    });
  }
  return sums;
}

const lineOf = ({
  givenUnits: given,
  plannedUnits,
  soldUnits: sold,
  givenBias,
  plannedBias,
}: GivenAndSold) => ({
  givenUnits: given,
  plannedUnits,
  soldUnits: sold,
  givenBias,
  givenWords: given === null ? 'gave nothing' : biasWords(givenBias),
  plannedBias,
  plannedWords: biasWords(plannedBias),
});

/** Less than this is not seen on the page. */
const NO_BIAS = 0.0005;

function biasWords(bias: number | null): string {
  if (bias === null) return 'n/a, nothing was sold';
  if (Math.abs(bias) < NO_BIAS) return 'as sold';
  return `${percent(Math.abs(bias))} too ${bias > 0 ? 'high' : 'low'}`;
}

function sentenceOf(who: string, months: View['months'], overall: GivenAndSold | null): string {
  const [last] = months;
  if (!last) {
    return 'Nothing yet: here stands what was given for a month beside what was then sold, from the first month on that was planned here and has passed.';
  }
  const { total, planName } = last;
  const isPlan = who === CONSENSUS;
  const sold = `${quantity(total.soldUnits)} units were sold`;
  const given =
    total.givenUnits === null
      ? `${who} handed nothing in for ${monthName(last.month)}; ${sold}.`
      : `For ${monthName(last.month)} ${lower(who)} ${isPlan ? 'was' : 'gave'} ${quantity(total.givenUnits)} units and ${sold}: ${total.givenWords}.`;
  const planned = planName
    ? ` The ${lower(planName)} said ${quantity(total.plannedUnits)}, ${total.plannedWords}${closerWords(total)}.`
    : '';
  const wider = overall && months.length > 1 ? ` ${overWords(months, overall)}` : '';
  return `${given}${planned}${wider}`;
}

function closerWords({ givenBias, plannedBias }: View['months'][number]['total']): string {
  if (givenBias === null || plannedBias === null) return '';
  const difference = Math.abs(givenBias) - Math.abs(plannedBias);
  if (Math.abs(difference) < NO_BIAS) return ', just as far off';
  return difference > 0 ? ', which was closer' : ', which was further off';
}

/** A bias shows over several months: one month too high and one too low is none. */
function overWords(months: View['months'], { givenBias }: GivenAndSold): string {
  const given = months.filter(({ total }) => total.givenUnits !== null);
  if (givenBias === null || given.length < 2) return '';
  const high = given.filter(({ total }) => (total.givenBias ?? 0) > NO_BIAS).length;
  const low = given.filter(({ total }) => (total.givenBias ?? 0) < -NO_BIAS).length;
  const span = `${monthName(given.at(-1)!.month)} to ${monthName(given[0]!.month)}`;
  const every =
    high === given.length ? ', too high every month' : low === given.length ? ', too low every month' : '';
  return `Over ${span} it was ${biasWords(givenBias)} in all${every}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
