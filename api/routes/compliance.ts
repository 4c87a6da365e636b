import { Router } from 'express';
import { listEscalatedIds } from '../../database/audit-repository';
import { listCycleIdsSince, loadCycleFacts } from '../../database/cycle-facts-repository';
import { findUnit } from '../../database/unit-repository';
import { localDayOf } from '../../domain/cycle/local-time';
import { addMonths, monthRange } from '../../domain/cycle/month';
import type { ApiDependencies } from '../dependencies';
import { requireUnit } from '../find-in-unit';
import { routes } from '../schemas/compliance';
import { serve } from '../serve-route';
import type { ViewerUnit } from '../viewer';
import { complianceView } from '../views/compliance-view';

/** Is the process kept, this month and before, by unit and step. */
export function createComplianceRouter(dependencies: ApiDependencies): Router {
  const { database, clock } = dependencies;
  const { prisma } = database;
  const router = Router();

  serve(router, routes.getUnitCompliance, async ({ viewer, params, query }) => {
    const known = await findUnit(prisma, params.unitId);
    const unit = await requireUnit(dependencies, viewer, {
      type: 'unit',
      id: params.unitId,
      unitId: known?.id ?? null,
    });
    return complianceOf([unit], query.months);
  });

  serve(router, routes.getCompliance, ({ viewer, query }) => complianceOf(viewer.units, query.months));

  /** The last month is this one, or the next where its cycle has begun. */
  async function complianceOf(units: readonly ViewerUnit[], count: number) {
    const now = clock();
    const thisMonth = localDayOf(units[0]?.timeZone ?? 'UTC', now).slice(0, 7);
    const unitIds = units.map(({ id }) => id);
    const ids = await listCycleIdsSince(prisma, unitIds, addMonths(thisMonth, -count));
    const [cycles, escalatedIds] = await Promise.all([
      loadCycleFacts(prisma, ids),
      listEscalatedIds(prisma, ids),
    ]);
    const begun = cycles
      .map(({ cycle }) => cycle.period)
      .filter((period) => period <= addMonths(thisMonth, 1));
    const last = [...begun, thisMonth].sort().at(-1)!;
    const months = monthRange(addMonths(last, 1 - count), count);
    return complianceView({ units, months, cycles, escalatedIds, now });
  }
  return router;
}
