import { Router } from 'express';
import { findPlan, type PlanVersion } from '../../database/plan-repository';
import { reorderProposalsCsv } from '../../documents/reorder-proposals-csv';
import { DomainError } from '../../domain/errors';
import type { ApiDependencies } from '../dependencies';
import { requireUnitOfCycle } from '../find-cycle-unit';
import { notFound } from '../find-in-unit';
import { routes } from '../schemas/plan-reasons';
import { serve } from '../serve-route';
import type { Viewer, ViewerUnit } from '../viewer';
import { findTargets, readInventory } from '../views/inventory-view';
import { readPlanDifference } from '../views/plan-difference';

/** Why a plan is as it is: what changed in it, and what its stock should be. */
export function createPlanReasonsRouter(dependencies: ApiDependencies): Router {
  const { database } = dependencies;
  const router = Router();

  const requirePlan = async (
    viewer: Viewer,
    planId: string,
  ): Promise<{ plan: PlanVersion; unit: ViewerUnit }> => {
    const plan = await findPlan(database.prisma, planId);
    if (!plan) throw notFound('plan');
    return { plan, unit: await requireUnitOfCycle(dependencies, viewer, plan.cycleId) };
  };

  serve(router, routes.getPlanDifference, async ({ params, query, viewer }) => {
    const { plan } = await requirePlan(viewer, params.planId);
    return readPlanDifference(database, plan, query.with);
  });

  serve(router, routes.getInventory, async ({ params, viewer }) =>
    readInventory(database, (await requirePlan(viewer, params.planId)).plan),
  );

  serve(router, routes.getReorderProposals, async ({ params, viewer, response }) => {
    const { plan, unit } = await requirePlan(viewer, params.planId);
    const found = await findTargets(database, plan);
    if (!found) {
      throw new DomainError(
        'not-found',
        'No stock targets are computed yet: they come with the supply plan, when supply review opens.',
      );
    }
    const text = reorderProposalsCsv(found.targets);
    const fileName = `reorder-points-${unit.code}-${found.plan.number}.csv`;
    response.type('text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
    response.send(text);
    return text;
  });

  return router;
}
