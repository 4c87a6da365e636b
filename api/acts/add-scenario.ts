import { createHash } from 'node:crypto';
import { findLatestPlan } from '../../database/plan-repository';
import {
  acceptScenario,
  countRemovedScenarios,
  offerScenario,
  withdrawScenario,
} from '../../database/scenario-repository';
import { readSnapshot } from '../../database/snapshot-repository';
import { DomainError } from '../../domain/errors';
import { applyChanges } from '../../domain/finance/scenario-changes';
import { resolveChanges, type StoredChange } from '../../domain/finance/stored-change';
import { plannedMonths } from '../../domain/plan/baseline-plan';
import { BASE_SCENARIO } from '../../domain/plan/scenario';
import { supplyProblem } from '../../domain/plan/supply-problem';
import { addScenario as addScenarioUpdate } from '../../workflows/messages';
import { requireVerdict } from '../access';
import type { ApiDependencies } from '../dependencies';
import { NotConfirmed } from '../temporal/not-confirmed';
import type { Viewer } from '../viewer';
import { addVerdict } from '../views/scenarios-view';
import { loadCycle } from './load-subject';

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'cycles'>;

export interface ScenarioAsked {
  readonly name: string;
  readonly changes: readonly StoredChange[];
}

/**
 * Adds a planner's scenario to the open pre-S&OP. It is kept first, then the step takes or refuses it; the same one again
 * is the same scenario.
 */
export async function addScenario(
  needs: Needs,
  viewer: Viewer,
  cycleId: string,
  asked: ScenarioAsked,
): Promise<{ readonly key: string; readonly message: string }> {
  const { database, clock, cycles } = needs;
  const facts = await loadCycle(needs, viewer, cycleId);
  requireVerdict(addVerdict(viewer, facts));
  await requireSensible(needs, cycleId, asked.changes);
  const step = facts.steps.find(({ key }) => key === 'pre-sop');
  if (!step?.workflowId) throw beingOpened();

  const removals = await countRemovedScenarios(database.prisma, {
    cycleId,
    personId: viewer.id,
    name: asked.name,
  });
  const id = scenarioId(cycleId, viewer, asked, removals);
  const { key, state } = await offerScenario(database, {
    id,
    cycleId,
    ...asked,
    personId: viewer.id,
    createdAt: clock(),
  });
  if (state !== 'offered') return { key, message: `"${asked.name}" was added before; nothing was added.` };
  try {
    await cycles.act({
      workflowId: step.workflowId,
      update: addScenarioUpdate,
      input: { byId: viewer.id, scenarioId: id },
      updateId: `scenario:${id}`,
    });
  } catch (error) {
    if (!(error instanceof NotConfirmed)) await withdrawScenario(database.prisma, id);
    throw error;
  }
  await acceptScenario(database, { id }, clock());
  return {
    key,
    message: `"${asked.name}" is being computed; it stands beside the others when it is ready.`,
  };
}

/** Refuses what the month does not know: a family, a line, a month, less than nothing. */
async function requireSensible(
  { database }: Needs,
  cycleId: string,
  changes: readonly StoredChange[],
): Promise<void> {
  const base = await findLatestPlan(database.prisma, cycleId, 'scenario', BASE_SCENARIO.key);
  if (!base) throw beingOpened();
  const input = await readSnapshot(database, base.snapshotId);
  const frame = supplyProblem({
    input,
    months: plannedMonths(input),
    demand: [],
    capacity: [],
    receipts: [],
  });
  const noStock = Object.fromEntries(input.families.map(({ code }) => [code, 0]));
  applyChanges(frame, resolveChanges(changes, noStock));
}

const beingOpened = () =>
  new DomainError(
    'unavailable',
    'The scenarios of this month are being computed. Try again when they stand side by side.',
  );

/** The same person and scenario give the same id, so that two clicks add one; after it was removed it is a new one. */
function scenarioId(cycleId: string, viewer: Viewer, asked: ScenarioAsked, removals: number): string {
  const text = JSON.stringify([cycleId, viewer.id, asked.name, asked.changes, removals]);
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
