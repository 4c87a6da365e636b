import type { Database } from '../../database/client';
import type { PlanSummary } from '../../domain/cycle/plan-summary';
import { STEP_KEYS } from '../../domain/cycle/template';
import type { TwoUnits } from './two-units';

/** A month of the north in its demand review, as rows only: one task of sales open, one sign-off of the leader pending. */
export interface RunningCycle {
  readonly cycleId: string;
  readonly taskId: string;
  readonly signOffId: string;
  readonly planHash: string;
}

const summary: PlanSummary = {
  currency: 'EUR',
  firstMonth: '2026-12',
  lastMonth: '2028-05',
  volumeUnits: 1000,
  deliveredUnits: null,
  serviceRatio: null,
  inventoryUnits: null,
  inventoryValue: null,
  inventoryDays: null,
  backlogUnits: null,
  utilisationRatio: null,
  revenue: 10_000,
  cost: null,
  margin: null,
  cashAtEnd: null,
  lowestCash: null,
  budgetRevenue: null,
  gapToBudget: null,
  bottlenecks: [],
  changes: ['Demand is 4.0 % above last month.'],
  solverStatus: null,
};

export async function seedRunningCycle({ prisma }: Database, world: TwoUnits): Promise<RunningCycle> {
  const version = await prisma.templateVersion.findFirstOrThrow({ where: { templateId: world.templateId } });
  const cycle = await prisma.cycle.create({
    data: {
      unitId: world.north,
      period: '2026-12',
      templateVersionId: version.id,
      workflowId: 'cycle/north/2026-12',
      state: 'running',
      kickOffAt: new Date('2026-11-26T08:00:00Z'),
      publishDueAt: new Date('2026-12-22T16:00:00Z'),
      startedAt: new Date('2026-11-26T08:00:00Z'),
    },
  });
  const day = (index: number, hour: number) => new Date(Date.UTC(2026, 11, 1 + index * 4, hour));
  const steps = await Promise.all(
    STEP_KEYS.map((key, index) =>
      prisma.step.create({
        data: {
          cycleId: cycle.id,
          key,
          name: key,
          position: index + 1,
          state: index === 0 ? 'closed' : index === 1 ? 'open' : 'waiting',
          outcome: index === 0 ? 'completed' : null,
          plannedOpenAt: day(index, 8),
          plannedDueAt: day(index + 1, 16),
          openAt: day(index, 8),
          dueAt: day(index + 1, 16),
          openedAt: index < 2 ? day(index, 8) : null,
          closedAt: index === 0 ? day(1, 6) : null,
        },
      }),
    ),
  );
  const stepId = steps[1]!.id;
  const task = await prisma.task.create({
    data: {
      cycleId: cycle.id,
      stepId,
      key: 'sales-input/1',
      kind: 'general',
      title: 'Adjust the forecast: sales',
      instructions: 'Say what you know.',
      role: 'sales',
      assigneeId: world.people.sales!,
      state: 'open',
      dueAt: day(1, 16),
      plannedDueAt: day(1, 16),
      openedAt: day(1, 8),
      workflowId: 'cycle/north/2026-12/demand-review/1/task/1',
    },
  });
  const snapshot = await prisma.snapshot.create({
    data: {
      cycleId: cycle.id,
      sha256: 'a'.repeat(64),
      takenAt: day(1, 6),
      content: new Uint8Array(),
      quality: {},
    },
  });
  const planHash = 'b'.repeat(64);
  const plan = await prisma.planVersion.create({
    data: {
      cycleId: cycle.id,
      snapshotId: snapshot.id,
      kind: 'consensus',
      number: 1,
      sha256: planHash,
      authorIds: [world.people.planner!],
      summary: JSON.parse(JSON.stringify(summary)),
      createdAt: day(1, 9),
    },
  });
  const group = await prisma.signOffGroup.create({
    data: {
      cycleId: cycle.id,
      stepId,
      number: 1,
      rule: { kind: 'everyone', roles: ['leadership', 'demand-planner'], forbidOwn: true },
      planVersionId: plan.id,
      planHash,
      state: 'open',
      requestedAt: day(1, 9),
      dueAt: day(2, 11),
      workflowId: 'cycle/north/2026-12/demand-review/1/sign-off/1',
      signOffs: {
        create: [
          { personId: world.people.leader!, role: 'leadership', state: 'pending' },
          { personId: world.people.planner!, role: 'demand-planner', state: 'pending' },
        ],
      },
    },
    include: { signOffs: true },
  });
  const signOff = group.signOffs.find(({ personId }) => personId === world.people.leader)!;
  return { cycleId: cycle.id, taskId: task.id, signOffId: signOff.id, planHash };
}
