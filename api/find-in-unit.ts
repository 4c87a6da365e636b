import { recordAudit } from '../database/audit-repository';
import { DomainError } from '../domain/errors';
import type { ApiDependencies } from './dependencies';
import { unitOf, type Viewer, type ViewerUnit } from './viewer';

/**
 * The unit of a record, if the viewer may see it. An unknown id and another unit's id get the same answer, so that
 * nobody learns which ids exist; the second is kept in the audit trail.
 */
export async function requireUnit(
  { database, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
  viewer: Viewer,
  record: {
    readonly type: string;
    readonly id: string;
    /** null: there is no such record. */
    readonly unitId: string | null;
  },
): Promise<ViewerUnit> {
  const unit = record.unitId === null ? undefined : unitOf(viewer, record.unitId);
  if (unit) return unit;
  if (record.unitId !== null) {
    await recordAudit(database, [
      {
        at: clock(),
        actorId: viewer.id,
        unitId: record.unitId,
        action: 'access-refused',
        subjectType: record.type,
        subjectId: record.id,
      },
    ]);
  }
  throw notFound(record.type);
}

export const notFound = (type: string): DomainError =>
  new DomainError(
    'not-found',
    `There is no such ${type}, or it belongs to a unit in which you have no role. Start from the home page.`,
  );
