import { Router } from 'express';
import { findPlan, type PlanVersion } from '../../database/plan-repository';
import type { ApiDependencies } from '../dependencies';
import { requireUnitOfCycle } from '../find-cycle-unit';
import { notFound } from '../find-in-unit';
import { routes } from '../schemas/plan-reasons';
import { serve } from '../serve-route';
import type { Viewer, ViewerUnit } from '../viewer';
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

  return router;
}
