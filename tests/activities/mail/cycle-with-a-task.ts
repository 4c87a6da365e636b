import type { Database } from '../../../database/client';
import { DEFAULT_TEMPLATE } from '../../../domain/cycle/default-template';
import type { PlanSummary } from '../../../domain/cycle/plan-summary';
import { utc } from '../../email/mail-samples';

export interface CycleWithATask {
  readonly cycleId: string;
  readonly unitId: string;
  readonly taskId: string;
  readonly consensusTaskId: string;
  readonly signOffId: string;
  readonly groupId: string;
  readonly planVersionId: string;
  readonly ana: string;
  readonly tom: string;
  readonly ingrid: string;
  readonly li: string;
}

const summary: PlanSummary = {
  currency: 'EUR',
  firstMonth: '2026-12',
  lastMonth: '2028-05',
  volumeUnits: 120_000,
  deliveredUnits: null,
  serviceRatio: null,
  inventoryUnits: null,
  inventoryValue: null,
  inventoryDays: null,
  backlogUnits: null,
  utilisationRatio: null,
  revenue: 4_500_000,
  cost: null,
  margin: null,
  cashAtEnd: null,
  lowestCash: null,
  budgetRevenue: 4_400_000,
  gapToBudget: 100_000,
  bottlenecks: [],
  changes: [],
  solverStatus: null,
};

let made = 0;

/**
 * Europe's December 2026 in its demand review: Ana's sales input is open (Tom is her backup, Ingrid owns the
 * process), the consensus waits for it, and Li is asked to sign the demand plan.
 */
export async function cycleWithATask({ prisma }: Database): Promise<CycleWithATask> {
  made += 1;
  const person = (name: string) =>
    prisma.person.create({
      data: {
        name,
        email: `${name.toLowerCase().replace(' ', '.')}.${made}@example.com`,
        timeZone: 'Europe/Berlin',
        holidayRegion: 'DE',
      },
    });
  const [ana, tom, ingrid, li] = await Promise.all(
    ['Ana Ruiz', 'Tom Okafor', 'Ingrid Larsen', 'Li Wei'].map(person),
  );
  if (!ana || !tom || !ingrid || !li) throw new Error('Four people were to be made.');
  const template = await prisma.template.create({
    data: {
      name: 'Monthly S&OP',
      versions: { create: { version: 1, definition: DEFAULT_TEMPLATE as object } },
    },
    include: { versions: true },
  });
  const unit = await prisma.unit.create({
    data: {
      code: `EU${made}`,
      name: 'Europe',
      timeZone: 'Europe/Berlin',
      holidayRegion: 'DE',
      currency: 'EUR',
      templateId: template.id,
      memberships: {
        create: [
          { personId: ana.id, role: 'sales' },
          { personId: tom.id, role: 'demand-planner' },
          { personId: ingrid.id, role: 'process-owner' },
          { personId: li.id, role: 'leadership' },
        ],
      },
    },
  });
  const cycle = await prisma.cycle.create({
    data: {
      unitId: unit.id,
      period: '2026-12',
      templateVersionId: template.versions[0]!.id,
      workflowId: `cycle/EU${made}/2026-12`,
      state: 'running',
      kickOffAt: utc('2026-11-26T08:00'),
      publishDueAt: utc('2026-12-22T16:00'),
      startedAt: utc('2026-11-26T08:00'),
      steps: {
        create: DEFAULT_TEMPLATE.steps.map(({ key, name }, position) => stepRow(key, name, position)),
      },
    },
    include: { steps: true },
  });
  const step = cycle.steps.find(({ key }) => key === 'demand-review')!;
  const common = { cycleId: cycle.id, stepId: step.id, plannedDueAt: utc('2026-12-08T16:00') };
  const task = await prisma.task.create({
    data: {
      ...{ ...common, key: 'sales-input/1', kind: 'demand-input', title: 'Adjust the forecast: sales' },
      ...{
        instructions: 'Change the baseline where you know better.',
        role: 'sales',
        families: [],
        dependsOn: [],
      },
      ...{ assigneeId: ana.id, backupId: tom.id, state: 'open' },
      ...{ dueAt: utc('2026-12-08T16:00'), openedAt: utc('2026-12-04T08:00') },
    },
  });
  const consensus = await prisma.task.create({
    data: {
      ...{ ...common, key: 'consensus', kind: 'consensus', title: 'Settle the consensus demand plan' },
      ...{ instructions: '', role: 'demand-planner', families: [], dependsOn: ['sales-input'] },
      ...{ assigneeId: tom.id, state: 'waiting', dueAt: utc('2026-12-09T16:00') },
    },
  });
  const snapshot = await prisma.snapshot.create({
    data: {
      ...{ cycleId: cycle.id, sha256: `${made}`, takenAt: utc('2026-12-03T16:00') },
      ...{ content: new Uint8Array(), quality: {} },
    },
  });
  const plan = await prisma.planVersion.create({
    data: {
      ...{
        cycleId: cycle.id,
        snapshotId: snapshot.id,
        kind: 'consensus',
        number: 1,
        sha256: 'a1b2c3'.repeat(10),
      },
      ...{ authorIds: [], summary: summary as object, createdAt: utc('2026-12-09T16:00') },
    },
  });
  const group = await prisma.signOffGroup.create({
    data: {
      ...{ cycleId: cycle.id, stepId: step.id, number: 1, planVersionId: plan.id, planHash: plan.sha256 },
      ...{ rule: { kind: 'any', roles: ['leadership'], forbidOwn: true }, state: 'open' },
      ...{ requestedAt: utc('2026-12-09T16:00'), dueAt: utc('2026-12-10T11:00') },
      workflowId: `cycle/EU${made}/2026-12/demand-review/1/sign-off/1`,
      signOffs: { create: { personId: li.id, role: 'leadership', state: 'pending' } },
    },
    include: { signOffs: true },
  });
  return {
    ...{ cycleId: cycle.id, unitId: unit.id, taskId: task.id, consensusTaskId: consensus.id },
    ...{ signOffId: group.signOffs[0]!.id, groupId: group.id, planVersionId: plan.id },
    ...{ ana: ana.id, tom: tom.id, ingrid: ingrid.id, li: li.id },
  };
}

function stepRow(key: string, name: string, position: number) {
  const openAt = utc(`2026-12-${String(1 + 4 * position).padStart(2, '0')}T08:00`);
  const dueAt = utc(`2026-12-${String(4 + 4 * position).padStart(2, '0')}T16:00`);
  return { key, name, position, state: 'open', plannedOpenAt: openAt, plannedDueAt: dueAt, openAt, dueAt };
}
