import type { z } from 'zod';
import { compareFigures } from '../../database/compared-figures-repository';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import {
  findLastPublishedPlan,
  findPlan,
  type PlanVersion,
  readPlanRows,
} from '../../database/plan-repository';
import { findProcessOwner } from '../../database/process-owner-repository';
import { signOffDueAt } from '../../domain/approval/sign-off-due';
import type { SignOffGroupRecord } from '../../domain/cycle/records';
import type { PlanMeasure, PlanRow } from '../../domain/plan/plan-row';
import { inSentence, momentInZone, month } from '../../email/wording';
import { loadSignOff } from '../acts/load-subject';
import type { ApiDependencies } from '../dependencies';
import { notFound } from '../find-in-unit';
import type { SignOffChart, SignOffView } from '../schemas/sign-offs';
import type { Viewer } from '../viewer';
import { subjectHistory } from './history';
import { ruleSentence, signOffLine, stepOf } from './lines';
import { planKindWords, planSummary } from './plan-line';
import { signOffPermissions } from './who-may';
import { wordsOfTheMakers } from './words-of-the-makers';

/** A sign-off with the numbers that matter, as one person sees it. */
export async function readSignOffView(
  dependencies: Pick<ApiDependencies, 'database' | 'clock'>,
  viewer: Viewer,
  signOffId: string,
): Promise<z.input<typeof SignOffView>> {
  const { prisma } = dependencies.database;
  const { facts, group, signOff } = await loadSignOff(dependencies, viewer, signOffId);
  const looking = { viewer, now: dependencies.clock() };
  const plan = await findPlan(prisma, group.planVersionId);
  if (!plan) throw notFound('plan');
  const [published, chart, history, askedBy, makersWords] = await Promise.all([
    findLastPublishedPlan(prisma, facts.unit.id, facts.cycle.period),
    signOffChart(dependencies, facts, group, plan),
    subjectHistory(prisma, facts, viewer, [signOffId, group.id]),
    findProcessOwner(prisma, facts.unit.id),
    wordsOfTheMakers(prisma, facts, group.stepId),
  ]);
  const timeZone = facts.people.get(signOff.personId)?.timeZone ?? viewer.timeZone;
  return {
    ...signOffLine(facts, group, signOff, looking),
    question: `Approve the ${planToSign(facts, group, plan)} for ${facts.unit.name}, ${month(facts.cycle.period)}, version ${plan.number}`,
    dueLocal: momentInZone(signOffDueAt(group, signOff), timeZone),
    askedBy,
    rule: ruleSentence(group),
    plan: {
      id: plan.id,
      kind: plan.kind,
      scenario: plan.scenario,
      number: plan.number,
      sha256: plan.sha256,
      summary: planSummary(plan.summary),
      sinceLastMonth: published && (await compareFigures(prisma, plan, published)),
    },
    chart,
    changes: [...plan.summary.changes],
    makersWords,
    others: group.signOffs
      .filter(({ id }) => id !== signOffId)
      .map((other) => signOffLine(facts, group, other, looking)),
    can: signOffPermissions(facts, group, signOff, looking),
    history,
  };
}

/** The final plan is signed twice: "final plan (executive meeting)". */
function planToSign(facts: CycleFacts, { stepId }: SignOffGroupRecord, { kind }: PlanVersion): string {
  const name = planKindWords(kind);
  return kind === 'final' ? `${name} (${inSentence(stepOf(facts, stepId).name)})` : name;
}

const MEASURES = [
  'demand',
  'delivered',
  'inventory',
  'backlog',
  'regular-hours',
  'overtime-hours',
  'regular-hours-available',
  'overtime-hours-available',
] as const satisfies readonly PlanMeasure[];

/** All families and resources along the months, beside the baseline and what was asked about before. */
async function signOffChart(
  { database }: Pick<ApiDependencies, 'database'>,
  facts: CycleFacts,
  group: SignOffGroupRecord,
  plan: PlanVersion,
): Promise<z.input<typeof SignOffChart>> {
  const before = facts.groups.filter(
    ({ stepId, number, planVersionId }) =>
      stepId === group.stepId && number < group.number && planVersionId !== plan.id,
  );
  const earlierId = before.at(-1)?.planVersionId;
  const baselineId = plan.kind === 'consensus' ? plan.basedOnId : null;
  const [rows, earlier, baseline] = await Promise.all([
    readPlanRows(database, plan.id, { measures: MEASURES }),
    earlierId ? readPlanRows(database, earlierId, { measures: ['demand'] }) : [],
    baselineId ? readPlanRows(database, baselineId, { measures: ['baseline'] }) : [],
  ]);
  const months = [...new Set(rows.map((row) => row.month))].sort();
  const sum = (of: readonly PlanRow[], ...measures: PlanMeasure[]) => sums(of, months, measures);
  const used = sum(rows, 'regular-hours', 'overtime-hours');
  const regular = sum(rows, 'regular-hours-available');
  return {
    months,
    demand: sum(rows, 'demand') ?? months.map(() => 0),
    baseline: sum(baseline, 'baseline'),
    previousDemand: sum(earlier, 'demand'),
    delivered: sum(rows, 'delivered'),
    inventory: sum(rows, 'inventory'),
    backlog: sum(rows, 'backlog'),
    hoursUsed: used,
    regularHours: regular,
    totalHours: regular && sum(rows, 'regular-hours-available', 'overtime-hours-available'),
  };
}

/** null where the plan has no such figure. */
function sums(
  rows: readonly PlanRow[],
  months: readonly string[],
  measures: readonly PlanMeasure[],
): number[] | null {
  const counted = rows.filter(({ measure }) => measures.includes(measure));
  if (counted.length === 0) return null;
  const byMonth = new Map<string, number>();
  for (const { month, value } of counted) byMonth.set(month, (byMonth.get(month) ?? 0) + value);
  return months.map((each) => Math.round((byMonth.get(each) ?? 0) * 1000) / 1000);
}
