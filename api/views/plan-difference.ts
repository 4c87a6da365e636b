import type { z } from 'zod';
import type { Database } from '../../database/client';
import { compareFigures } from '../../database/compared-figures-repository';
import {
  findLastPublishedPlan,
  listPlans,
  type PlanVersion,
  readPlanRows,
} from '../../database/plan-repository';
import { readSnapshot } from '../../database/snapshot-repository';
import { DomainError } from '../../domain/errors';
import { plannedMonths } from '../../domain/plan/baseline-plan';
import { familyName } from '../../domain/plan/describe-changes';
import { COMPARED_MEASURES, keptPlan } from '../../domain/plan/kept-plan';
import { PLAN_MEASURES, type PlanMeasure } from '../../domain/plan/plan-row';
import type { PlanningInput } from '../../domain/plan/planning-input';
import { BASE_SCENARIO } from '../../domain/plan/scenario';
import { type PlanChange, planDifference } from '../../domain/supply/plan-difference';
import { month } from '../../email/wording';
import type { PlanDifference } from '../schemas/plan-reasons';
import { planLine } from './plan-line';

const SUPPLY_KINDS: readonly string[] = ['supply', 'scenario', 'final'];
const MOST_MOVES = 15;

/** How a plan differs from the version before it, or from the one that is named, over the months that both have. */
export async function readPlanDifference(
  database: Database,
  plan: PlanVersion,
  withId: string | undefined,
): Promise<z.input<typeof PlanDifference>> {
  const candidates = SUPPLY_KINDS.includes(plan.kind) ? await comparable(database, plan) : [];
  const choices = candidates.map(({ version, name }) => ({ id: version.id, name }));
  const other =
    withId === undefined ? usual(plan, candidates) : candidates.find(({ version }) => version.id === withId);
  if (withId !== undefined && !other) {
    throw new DomainError(
      'invalid-input',
      'This plan cannot be compared with that one: choose a supply plan, a scenario or a final plan of the month.',
    );
  }
  if (!other) return { with: null, choices, months: [], ...NO_DIFFERENCE };
  const [later, earlier, compared] = await Promise.all([
    readKept(database, plan),
    readKept(database, other.version),
    compareFigures(database.prisma, plan, other.version),
  ]);
  const months = later.months.filter((each) => earlier.months.includes(each));
  const difference = planDifference(
    months,
    keptPlan(earlier.rows, months, { months: earlier.months, ...moneyOf(other.version) }),
    keptPlan(later.rows, months, { months: later.months, ...moneyOf(plan) }),
  );
  const changes = movesOf(difference.changes);
  return {
    with: { id: other.version.id, name: other.name },
    choices,
    months,
    revenueChange: difference.revenueChange,
    costChange: difference.costChange,
    marginChange: difference.marginChange,
    serviceChange: compared && changeOf(compared.before.serviceRatio, compared.now.serviceRatio),
    stabilityRatio: difference.stabilityRatio,
    changeCount: changes.length,
    moves: changes.slice(0, MOST_MOVES).map((change) => ({
      familyCode: change.family,
      familyName: familyName(later.input, change.family),
      measure: change.measure,
      measureName: PLAN_MEASURES[change.measure as PlanMeasure].name,
      month: change.period,
      before: change.before,
      after: change.after,
    })),
  };
}

/** Stock follows from what is made and delivered, and so does backlog, of which each family's largest is told. */
function movesOf(changes: readonly PlanChange[]): PlanChange[] {
  const lateFamilies = new Set<string>();
  return changes.filter(({ measure, family }) => {
    if (measure === 'production' || measure === 'delivered') return true;
    if (measure !== 'backlog' || lateFamilies.has(family)) return false;
    lateFamilies.add(family);
    return true;
  });
}

const NO_DIFFERENCE = {
  revenueChange: 0,
  costChange: null,
  marginChange: null,
  serviceChange: null,
  stabilityRatio: null,
  changeCount: 0,
  moves: [],
};

interface Candidate {
  readonly version: PlanVersion;
  readonly name: string;
}

/** The other supply plans of the month, newest first, then what the unit published last. */
async function comparable({ prisma }: Database, plan: PlanVersion): Promise<Candidate[]> {
  const { unitId, period } = await prisma.cycle.findUniqueOrThrow({ where: { id: plan.cycleId } });
  const [ofMonth, published] = await Promise.all([
    listPlans(prisma, plan.cycleId),
    findLastPublishedPlan(prisma, unitId, period),
  ]);
  const candidates = ofMonth
    .filter(({ id, kind }) => id !== plan.id && SUPPLY_KINDS.includes(kind))
    .map((version) => ({ version, name: planLine(version).name }));
  if (!published) return candidates;
  const { period: before } = await prisma.cycle.findUniqueOrThrow({ where: { id: published.cycleId } });
  return [...candidates, { version: published, name: `The published plan of ${month(before)}` }];
}

/** The version before; of a scenario the base; else the base scenario, else what was published last. */
function usual(plan: PlanVersion, candidates: readonly Candidate[]): Candidate | undefined {
  const isBase = ({ version }: Candidate) =>
    version.kind === 'scenario' && version.scenario === BASE_SCENARIO.key && version.cycleId === plan.cycleId;
  const before = candidates.find(
    ({ version }) =>
      version.cycleId === plan.cycleId &&
      version.kind === plan.kind &&
      version.scenario === plan.scenario &&
      version.number === plan.number - 1,
  );
  if (plan.kind === 'scenario' && plan.scenario !== BASE_SCENARIO.key)
    return candidates.find(isBase) ?? before;
  if (before) return before;
  const published = candidates.find(({ version }) => version.cycleId !== plan.cycleId);
  return (plan.kind === 'final' ? candidates.find(isBase) : undefined) ?? published;
}

async function readKept(database: Database, plan: PlanVersion) {
  const [input, rows] = await Promise.all([
    readSnapshot(database, plan.snapshotId),
    readPlanRows(database, plan.id, { measures: COMPARED_MEASURES }),
  ]);
  return {
    input,
    rows,
    months: monthsOf(
      input,
      rows.map(({ month: each }) => each),
    ),
  };
}

/** A made-up or older plan may reach less far than its input. */
function monthsOf(input: PlanningInput, planned: readonly string[]): string[] {
  const known = new Set(planned);
  return plannedMonths(input).filter((each) => known.has(each));
}

const moneyOf = ({ summary }: PlanVersion) => ({ cost: summary.cost, margin: summary.margin });

const changeOf = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : after - before;
