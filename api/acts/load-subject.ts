import { type CycleFacts, loadCycleFacts } from '../../database/cycle-facts-repository';
import { findSignOff } from '../../database/sign-off-repository';
import { findTask } from '../../database/task-repository';
import type { SignOffGroupRecord, SignOffRecord, TaskRecord } from '../../domain/cycle/records';
import type { ApiDependencies } from '../dependencies';
import { requireUnit } from '../find-in-unit';
import type { Viewer } from '../viewer';

type Needs = Pick<ApiDependencies, 'database' | 'clock'>;

/** A cycle that the viewer may see; 404 for every other. */
export async function loadCycle(needs: Needs, viewer: Viewer, cycleId: string): Promise<CycleFacts> {
  const [facts] = await loadCycleFacts(needs.database.prisma, [cycleId]);
  await requireUnit(needs, viewer, { type: 'cycle', id: cycleId, unitId: facts?.unit.id ?? null });
  return facts!;
}

/** A task that the viewer may see, with its cycle. */
export async function loadTask(
  needs: Needs,
  viewer: Viewer,
  taskId: string,
): Promise<{ readonly facts: CycleFacts; readonly task: TaskRecord }> {
  const task = await findTask(needs.database.prisma, taskId);
  const [facts] = task ? await loadCycleFacts(needs.database.prisma, [task.cycleId]) : [];
  await requireUnit(needs, viewer, { type: 'task', id: taskId, unitId: facts?.unit.id ?? null });
  return { facts: facts!, task: task! };
}

/** A sign-off that the viewer may see, with its group and its cycle. */
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
  await requireUnit(needs, viewer, { type: 'sign-off', id: signOffId, unitId: facts?.unit.id ?? null });
  return { facts: facts!, ...found! };
}
