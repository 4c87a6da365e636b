import { type CycleFacts, loadCycleFacts } from '../../database/cycle-facts-repository';
import { findSignOff } from '../../database/sign-off-repository';
import { findTask } from '../../database/task-repository';
import type { SignOffGroupRecord, SignOffRecord, TaskRecord } from '../../domain/cycle/records';
import type { Permission } from '../access';
import type { ApiDependencies } from '../dependencies';
import { requireUnit } from '../find-in-unit';
import type { Viewer } from '../viewer';
import { mayDecide, maySubmit } from '../views/who-may';

type Needs = Pick<ApiDependencies, 'database' | 'clock'>;

/** A cycle that the viewer may see; 404 for every other. */
export async function loadCycle(needs: Needs, viewer: Viewer, cycleId: string): Promise<CycleFacts> {
  const [facts] = await loadCycleFacts(needs.database.prisma, [cycleId]);
  await requireUnit(needs, viewer, { type: 'cycle', id: cycleId, unitId: facts?.unit.id ?? null });
  return facts!;
}

/** A task that the viewer may see, as one of its unit or because it is asked of them, with its cycle. */
export async function loadTask(
  needs: Needs,
  viewer: Viewer,
  taskId: string,
): Promise<{ readonly facts: CycleFacts; readonly task: TaskRecord }> {
  const task = await findTask(needs.database.prisma, taskId);
  const [facts] = task ? await loadCycleFacts(needs.database.prisma, [task.cycleId]) : [];
  if (!task || !facts || !isAskedOf(viewer, maySubmit(facts, task, { viewer, now: needs.clock() }), facts)) {
    await requireUnit(needs, viewer, { type: 'task', id: taskId, unitId: facts?.unit.id ?? null });
  }
  return { facts: facts!, task: task! };
}

/** The same of a sign-off, with its group and its cycle. */
export async function loadSignOff(
  needs: Needs,
  viewer: Viewer,
  signOffId: string,
): Promise<{
  readonly facts: CycleFacts;
  readonly group: SignOffGroupRecord;
  readonly signOff: SignOffRecord;
}> {
  const found = await findSignOff(needs.database.prisma, signOffId);
  const [facts] = found ? await loadCycleFacts(needs.database.prisma, [found.group.cycleId]) : [];
  const looking = { viewer, now: needs.clock() };
  if (!found || !facts || !isAskedOf(viewer, mayDecide(facts, found.group, found.signOff, looking), facts)) {
    await requireUnit(needs, viewer, { type: 'sign-off', id: signOffId, unitId: facts?.unit.id ?? null });
  }
  return { facts: facts!, ...found! };
}

/**
 * Backups and delegates may be people of another unit: they see the one thing that they are asked for in another's place, and
 * nothing else. Whoever has left is on no roster.
 */
function isAskedOf(viewer: Viewer, { allowed }: Permission, { roster }: CycleFacts): boolean {
  return allowed && roster.people.has(viewer.id);
}
