import type { CycleTemplate } from '../domain/cycle/template';
import { DomainError } from '../domain/errors';
import type { Connection } from './client';

/** The newest version of the template that a unit's next month follows. Throws conflict when it has none. */
export async function findUnitTemplate(
  connection: Connection,
  unitId: string,
): Promise<{ readonly versionId: string; readonly definition: CycleTemplate }> {
  const version = await connection.templateVersion.findFirst({
    where: { template: { units: { some: { id: unitId } } } },
    orderBy: { version: 'desc' },
  });
  if (version === null) {
    throw new DomainError(
      'conflict',
      'This unit has no template yet; copy one of another unit on its template page first.',
    );
  }
  return { versionId: version.id, definition: version.definition as unknown as CycleTemplate };
}

/** The months that the owner told the schedule to leave out. */
export async function findSkippedPeriods(connection: Connection, unitId: string): Promise<string[]> {
  const rows = await connection.scheduleSkip.findMany({ where: { unitId }, select: { period: true } });
  return rows.map(({ period }) => period);
}
