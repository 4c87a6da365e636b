import { recordAudit } from '../../database/audit-repository';
import { findUnitTemplate } from '../../database/kick-off-repository';
import type { ApiDependencies } from '../dependencies';
import { putSchedule } from '../temporal/schedules';
import type { Viewer } from '../viewer';

/** Lets a unit's months start by themselves from now on, by its template and zone; or sets that up paused. */
export async function setUpSchedule(
  { database, cycles, clock }: Pick<ApiDependencies, 'database' | 'cycles' | 'clock'>,
  viewer: Viewer,
  unit: { readonly id: string; readonly code: string; readonly timeZone: string },
  isPaused: boolean,
): Promise<void> {
  const { definition } = await findUnitTemplate(database.prisma, unit.id);
  await putSchedule(cycles, unit, definition, {
    isPaused,
    note: `Set up by ${viewer.name}`,
  });
  await recordAudit(database, [
    {
      at: clock(),
      actorId: viewer.id,
      unitId: unit.id,
      action: 'schedule-set-up',
      subjectType: 'unit',
      subjectId: unit.id,
      details: { isPaused },
    },
  ]);
}
