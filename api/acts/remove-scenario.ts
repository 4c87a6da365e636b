import { findOwnScenario } from '../../database/scenario-repository';
import { listScenarioUse, removeOwnScenario } from '../../database/scenario-use';
import { removeScenario as removeScenarioUpdate } from '../../workflows/messages';
import { requireVerdict } from '../access';
import type { ApiDependencies } from '../dependencies';
import { notFound } from '../find-in-unit';
import type { Viewer } from '../viewer';
import { removeVerdict } from '../views/scenarios-view';
import { loadCycle } from './load-subject';

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'cycles'>;

/** Takes a planner's scenario out of the comparison, after the step has agreed; its plans stay on record. */
export async function removeScenario(
  { database, clock, cycles }: Needs,
  viewer: Viewer,
  cycleId: string,
  scenarioId: string,
): Promise<{ readonly message: string }> {
  const facts = await loadCycle({ database, clock }, viewer, cycleId);
  const own = await findOwnScenario(database.prisma, scenarioId);
  if (own?.cycleId !== cycleId || own.state === 'offered') throw notFound('scenario');
  if (own.state === 'removed') return { message: `"${own.name}" was removed before; nothing changed.` };
  const builtOn = await listScenarioUse(database.prisma, cycleId, clock());
  requireVerdict(removeVerdict(viewer, facts, own, builtOn(own.key)));
  const step = facts.steps.find(({ key }) => key === 'pre-sop');
  if (!step?.workflowId) throw notFound('scenario');
  await cycles.act({
    workflowId: step.workflowId,
    update: removeScenarioUpdate,
    input: { byId: viewer.id, scenarioId },
    updateId: `remove-scenario:${scenarioId}`,
  });
  await removeOwnScenario(database, { id: scenarioId, byId: viewer.id }, clock());
  return { message: `"${own.name}" is removed; its name is free again.` };
}
