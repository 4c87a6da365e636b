import { Router } from 'express';
import { appendAudit } from '../../database/audit-repository';
import { findUnit, setPaymentDays } from '../../database/unit-repository';
import { mayIn, requireIn } from '../access';
import type { ApiDependencies } from '../dependencies';
import { notFound, requireUnit } from '../find-in-unit';
import { routes } from '../schemas/unit-settings';
import { serve } from '../serve-route';
import type { Viewer } from '../viewer';

/** What the plans of a unit are measured with: its payment terms. */
export function createUnitSettingsRouter(dependencies: ApiDependencies): Router {
  const { database, clock } = dependencies;
  const router = Router();

  const settingsOf = async (viewer: Viewer, unitId: string) => {
    const unit = await findUnit(database.prisma, unitId);
    await requireUnit(dependencies, viewer, { type: 'unit', id: unitId, unitId: unit?.id ?? null });
    if (!unit) throw notFound('unit');
    const { customerPaymentDays, supplierPaymentDays } = unit;
    const change = mayIn(viewer, unitId, 'change the settings');
    return { customerPaymentDays, supplierPaymentDays, can: { change } };
  };

  serve(router, routes.getUnitSettings, ({ viewer, params }) => settingsOf(viewer, params.unitId));

  serve(router, routes.putUnitSettings, async ({ viewer, params: { unitId }, body }) => {
    const before = await settingsOf(viewer, unitId);
    requireIn(viewer, unitId, 'change the settings');
    const { customerPaymentDays, supplierPaymentDays } = before;
    await database.prisma.$transaction(async (transaction) => {
      await setPaymentDays(transaction, unitId, body);
      await appendAudit(transaction, [
        {
          at: clock(),
          actorId: viewer.id,
          unitId,
          action: 'settings-changed',
          subjectType: 'unit',
          subjectId: unitId,
          details: { ...body, before: { customerPaymentDays, supplierPaymentDays } },
        },
      ]);
    });
    return settingsOf(viewer, unitId);
  });

  return router;
}
