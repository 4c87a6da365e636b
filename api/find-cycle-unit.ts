import type { ApiDependencies } from './dependencies';
import { requireUnit } from './find-in-unit';
import type { Viewer, ViewerUnit } from './viewer';

/** The unit of a cycle, if the viewer may see it. */
export async function requireUnitOfCycle(
  dependencies: Pick<ApiDependencies, 'database' | 'clock'>,
  viewer: Viewer,
  cycleId: string,
): Promise<ViewerUnit> {
  const cycle = await dependencies.database.prisma.cycle.findUnique({
    where: { id: cycleId },
    select: { unitId: true },
  });
  return requireUnit(dependencies, viewer, { type: 'cycle', id: cycleId, unitId: cycle?.unitId ?? null });
}
