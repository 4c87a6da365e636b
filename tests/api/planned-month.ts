import { storePlan } from '../../database/plan-repository';
import { storeSnapshot } from '../../database/snapshot-repository';
import { type PlanMeasure, planRow } from '../../domain/plan/plan-row';
import { summariseDemand } from '../../domain/plan/summarise-plan';
import { planningInput } from '../domain/plan/planning-input-of';
import type { ApiUnderTest } from './api-under-test';
import type { TwoUnits } from './two-units';

export interface Month {
  readonly period: string;
  readonly state?: 'running' | 'published' | 'cancelled';
  readonly baseline: readonly Cell[];
  readonly consensus?: readonly Cell[];
  readonly published?: readonly Cell[];
  readonly sold?: readonly (number | null)[];
}
/** Item, month, units. */
type Cell = readonly [string, string, number];

/** A month of the north as rows only: data frozen, plans of one item each of two families, and tasks in its demand review. */
export async function planMonth(
  { database, clock }: Pick<ApiUnderTest, 'database' | 'clock'>,
  units: TwoUnits,
  { period, state = 'running', baseline, consensus, published, sold }: Month,
) {
  const { prisma } = database;
  const now = clock.now;
  const version = await prisma.templateVersion.findFirstOrThrow();
  const times = { kickOffAt: now, publishDueAt: now, startedAt: now };
  const attempt = (await prisma.cycle.count({ where: { unitId: units.north, period } })) + 1;
  const cycle = await prisma.cycle.create({
    data: {
      ...times,
      unitId: units.north,
      period,
      attempt,
      templateVersionId: version.id,
      workflowId: `cycle/north/${period}/${attempt}`,
      state,
    },
  });
  const base = planningInput({ period });
  const input = planningInput({
    period,
    families: [...base.families, { ...base.families[0]!, code: 'BAGS', name: 'Bags' }],
    items: [base.items[0]!, { ...base.items[0]!, code: 'B-1', familyCode: 'BAGS' }],
    sales: sold
      ? [
          { itemCode: 'T-1', marketCode: 'DE', firstMonth: '2026-11', quantityUnits: sold },
          { itemCode: 'B-1', marketCode: 'DE', firstMonth: '2026-12', quantityUnits: [50] },
        ]
      : [],
  });
  const quality = { headline: '', findings: [] };
  const { snapshotId } = await storeSnapshot(database, cycle.id, { input, quality, takenAt: now });
  const summary = summariseDemand(input, [period], [], []);
  const store = (
    kind: 'baseline' | 'consensus' | 'final',
    cells: readonly Cell[],
    basedOnId: string | null,
  ) =>
    storePlan(database, {
      cycleId: cycle.id,
      snapshotId,
      kind,
      basedOnId,
      authorIds: [],
      summary,
      createdAt: now,
      rows: cells.map(([itemCode, month, value]) =>
        planRow((kind === 'baseline' ? 'baseline' : 'demand') satisfies PlanMeasure, month, value, {
          itemCode,
          familyCode: itemCode.startsWith('T') ? 'TENTS' : 'BAGS',
          marketCode: 'DE',
        }),
      ),
    });
  const { planVersionId } = await store('baseline', baseline, null);
  const made = consensus && (await store('consensus', consensus, planVersionId));
  if (made && published) {
    const final = await store('final', published, made.planVersionId);
    await prisma.cycle.update({
      where: { id: cycle.id },
      data: { publishedPlanVersionId: final.planVersionId },
    });
  }
  const step = await prisma.step.create({
    data: {
      cycleId: cycle.id,
      key: 'demand-review',
      name: 'Demand review',
      position: 2,
      state: 'open',
      plannedOpenAt: now,
      plannedDueAt: now,
      openAt: now,
      dueAt: now,
    },
  });
  const task = (name: string, part: { kind?: string; role?: string; families?: string[] } = {}) =>
    prisma.task.create({
      data: {
        cycleId: cycle.id,
        stepId: step.id,
        key: `${part.kind ?? 'demand-input'}/${name}`,
        kind: 'demand-input',
        title: 'Adjust the forecast',
        instructions: 'Say what you know.',
        role: 'sales',
        assigneeId: units.people[name]!,
        state: 'open',
        dueAt: now,
        plannedDueAt: now,
        ...part,
      },
    });
  return { task };
}
