import { randomUUID } from 'node:crypto';
import type { Database } from '../../database/client';
import { findUnitTemplate } from '../../database/kick-off-repository';
import { loadPlanningInput } from '../../database/planning-input-repository';
import { loadRoster } from '../../database/roster-repository';
import { storeSnapshot } from '../../database/snapshot-repository';
import { MADE_UP_WORKFLOW } from '../../domain/cycle/made-up-month';
import { addMonths, monthRange } from '../../domain/cycle/month';
import type { StepKey } from '../../domain/cycle/template';
import { processOwnerOf } from '../../domain/people/roster';
import { dataReadiness } from '../../domain/plan/data-readiness';
import { planContentHash } from '../../domain/plan/plan-row';
import { type Asking, type PastMonth, type PastStep, type PastStory, pastMonth } from './past-month';
import { demandRows, pastSummary, productionRows } from './past-plan';

const PAST_MONTHS = 6;

/** From the oldest to the newest: a company that learns to keep its dates. */
const STORIES: readonly PastStory[] = [
  { lateShare: 0.3 },
  {
    lateShare: 0.2,
    skipped: { step: 'pre-sop', reason: 'Half of the company is on leave; the executives decide directly.' },
  },
  { lateShare: 0.2 },
  {
    lateShare: 0.12,
    rejected: { step: 'supply-review', comment: 'Production is planned above what we sell. Cut it back.' },
  },
  { lateShare: 0.08 },
  { lateShare: 0.03 },
];

/**
 * Gives the sample company a past: up to six closed months before `firstPeriod`, drawn from a seed and written straight
 * to PostgreSQL. They are made up: no workflow ran, nobody was mailed, nothing was published and the audit knows
 * nothing of them; their plans repeat the sales of a year before. They are there so that the compliance page has months
 * to compare with. A month that would not be over by `now` is marked as skipped instead, so that the schedule does
 * not start it either. A company that has had a real month is left alone; called again it completes what is missing.
 */
export async function seedPastMonths(
  database: Database,
  options: {
    readonly unitId: string;
    readonly firstPeriod: string;
    readonly now: Date;
    readonly seed?: number;
  },
): Promise<void> {
  const { unitId, firstPeriod, now, seed = 7 } = options;
  const { prisma } = database;
  const isReal = { NOT: { workflowId: { startsWith: MADE_UP_WORKFLOW } } };
  if ((await prisma.cycle.count({ where: { unitId, ...isReal } })) > 0) return;
  const roster = await loadRoster(prisma, unitId);
  const { versionId, definition } = await findUnitTemplate(prisma, unitId);
  const tell = (period: string, story: PastStory) =>
    pastMonth({ period, template: definition, roster, story, seed });

  const before = addMonths(firstPeriod, -1);
  // The worst story decides whether the last month can be over, so that which months are told depends on dates only.
  const isOver = tell(before, STORIES[0]!).closedAt < now;
  if (!isOver) {
    const reason = 'The company began to plan here the month after.';
    await prisma.scheduleSkip.createMany({
      data: [{ unitId, period: before, reason, byId: processOwnerOf(roster), createdAt: now }],
      skipDuplicates: true,
    });
  }
  const firstTold = addMonths(before, isOver ? 1 - PAST_MONTHS : -PAST_MONTHS);
  for (const [index, period] of monthRange(firstTold, PAST_MONTHS).entries()) {
    const story = STORIES[index]!;
    const place = { unitId, unitCode: roster.unit.code, period, templateVersionId: versionId, story };
    await writeMonth(database, place, tell(period, story));
  }
}

interface Place {
  readonly unitId: string;
  readonly unitCode: string;
  readonly period: string;
  readonly templateVersionId: string;
  readonly story: PastStory;
}

async function writeMonth(
  database: Database,
  { unitId, unitCode, period, templateVersionId, story }: Place,
  month: PastMonth,
): Promise<void> {
  const { kickOffAt, publishDueAt, closedAt } = month;
  const workflowId = `${MADE_UP_WORKFLOW}${unitCode}/${period}`;
  const { id: cycleId } = await database.prisma.cycle.upsert({
    where: { unitId_period_attempt: { unitId, period, attempt: 1 } },
    create: {
      unitId,
      period,
      templateVersionId,
      workflowId,
      state: 'published',
      kickOffAt,
      publishDueAt,
      startedAt: kickOffAt,
      closedAt,
    },
    update: {},
  });
  if ((await database.prisma.step.count({ where: { cycleId } })) > 0) return;
  const input = await loadPlanningInput(database, cycleId);
  const takenAt = month.steps[0]!.closedAt;
  const { snapshotId } = await storeSnapshot(database, cycleId, {
    input,
    quality: dataReadiness(input),
    takenAt,
  });
  const demand = demandRows(input);
  await database.prisma.$transaction(async (transaction) => {
    let plan: WrittenPlan | null = null;
    for (const [index, step] of month.steps.entries()) {
      await transaction.step.create({ data: stepRow(step, index + 1, cycleId, story) });
      await transaction.task.createMany({ data: taskRows(step, cycleId, story) });
      for (const asking of step.askings) {
        const kind = planKind(step.template.key);
        // The executives sign the very plan that the pre-S&OP chose.
        if (plan === null || kind !== 'final' || plan.kind !== 'final') {
          const { number, requestedAt: createdAt, rejection } = asking;
          const rows =
            kind === 'consensus' ? demand : productionRows(demand, rejection === null ? 1 : EXCESSIVE);
          const written: WrittenPlan = { id: randomUUID(), kind, sha256: planContentHash(rows) };
          const basedOnId: string | null = plan?.id ?? null;
          const summary = { ...pastSummary(input, rows) };
          const frozenAt = kind === 'final' ? closedAt : null;
          await transaction.planVersion.create({
            data: { ...written, cycleId, snapshotId, number, basedOnId, summary, createdAt, frozenAt },
          });
          const planVersionId = written.id;
          await transaction.planRow.createMany({ data: rows.map((row) => ({ ...row, planVersionId })) });
          plan = written;
        }
        const place = { cycleId, stepId: step.id, workflowId: `${workflowId}/${step.template.key}` };
        await transaction.signOffGroup.create({ data: groupRow(asking, plan, place) });
      }
    }
    const publishedPlanVersionId = plan?.id ?? null;
    await transaction.cycle.update({ where: { id: cycleId }, data: { publishedPlanVersionId } });
  });
}

interface WrittenPlan {
  readonly id: string;
  readonly kind: 'consensus' | 'supply' | 'final';
  readonly sha256: string;
}

/** The plan that is rejected makes a tenth more than is sold. */
const EXCESSIVE = 1.1;

function groupRow(
  { rejection, rule, signOffs, ...group }: Asking,
  plan: WrittenPlan,
  place: { readonly cycleId: string; readonly stepId: string; readonly workflowId: string },
) {
  return {
    ...group,
    ...place,
    workflowId: `${place.workflowId}/${group.number}`,
    rule: { ...rule, roles: [...rule.roles] },
    planVersionId: plan.id,
    planHash: plan.sha256,
    closedReason: rejection,
    signOffs: {
      create: signOffs.map((each) => ({ ...each, decidedById: each.decidedAt ? each.personId : null })),
    },
  };
}

function stepRow(step: PastStep, position: number, cycleId: string, { skipped }: PastStory) {
  const { id, template, planned, openedAt, closedAt } = step;
  const { key, name } = template;
  const { openAt, dueAt } = planned;
  const dates = { plannedOpenAt: openAt, plannedDueAt: dueAt, openAt, dueAt, openedAt, closedAt };
  const round = Math.max(1, ...step.askings.map(({ number }) => number));
  const end =
    skipped?.step === key
      ? { state: 'skipped', outcome: 'skipped', skipReason: skipped.reason }
      : { state: 'closed', outcome: template.signOff ? 'signed-off' : 'completed', skipReason: null };
  return { id, cycleId, key, name, position, round, ...dates, ...end };
}

function taskRows(step: PastStep, cycleId: string, { skipped }: PastStory) {
  const isSkipped = skipped?.step === step.template.key;
  return step.tasks.map(({ template, personId, families, completedAt, ...task }) => {
    const { kind, title, instructions, role, dependsOn } = template;
    const work = { kind, title, instructions, role, dependsOn: [...dependsOn], families: [...families] };
    const row = { ...task, ...work, cycleId, stepId: step.id, assigneeId: personId };
    return isSkipped
      ? { ...row, state: 'skipped', skipReason: skipped.reason, escalationLevel: 0, remindersSent: 0 }
      : { ...row, state: 'done', startedAt: task.openedAt, completedAt, completedById: personId };
  });
}

function planKind(step: StepKey): WrittenPlan['kind'] {
  if (step === 'demand-review') return 'consensus';
  return step === 'supply-review' ? 'supply' : 'final';
}
