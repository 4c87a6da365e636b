import { Router } from 'express';
import { listKeptDemand, listLikeItems } from '../../database/demand-knowledge-repository';
import { findPersonNames } from '../../database/person-repository';
import {
  findLatestPlan,
  findPlan,
  listPlans,
  type PlanVersion,
  readPlanRows,
  readSeriesModels,
} from '../../database/plan-repository';
import { readSnapshot } from '../../database/snapshot-repository';
import { DomainError } from '../../domain/errors';
import { PLAN_MEASURES, type PlanMeasure } from '../../domain/plan/plan-row';
import { mayIn } from '../access';
import type { ApiDependencies } from '../dependencies';
import { requireUnitOfCycle } from '../find-cycle-unit';
import { notFound } from '../find-in-unit';
import { routes } from '../schemas/plans';
import { serve } from '../serve-route';
import type { Viewer, ViewerUnit } from '../viewer';
import { planLine } from '../views/plan-line';
import { planRowLines, planView } from '../views/plan-view';

/** Plan versions of a cycle, whole and in detail. */
export function createPlansRouter(dependencies: ApiDependencies): Router {
  const { database } = dependencies;
  const { prisma } = database;
  const router = Router();

  const requirePlan = async (
    viewer: Viewer,
    planId: string,
  ): Promise<{ plan: PlanVersion; unit: ViewerUnit }> => {
    const plan = await findPlan(prisma, planId);
    if (!plan) throw notFound('plan');
    return { plan, unit: await requireUnitOfCycle(dependencies, viewer, plan.cycleId) };
  };

  serve(router, routes.listPlans, async ({ params, viewer }) => {
    await requireUnitOfCycle(dependencies, viewer, params.cycleId);
    return (await listPlans(prisma, params.cycleId)).map(planLine);
  });

  serve(router, routes.getPlan, async ({ params, viewer }) => {
    const { plan, unit } = await requirePlan(viewer, params.planId);
    const [input, rows] = await Promise.all([
      readSnapshot(database, plan.snapshotId),
      readPlanRows(database, plan.id),
    ]);
    return planView({ plan, unit, input, rows });
  });

  serve(router, routes.getPlanRows, async ({ params, query, viewer }) => {
    const { plan } = await requirePlan(viewer, params.planId);
    const { family, measure } = query;
    const input = await readSnapshot(database, plan.snapshotId);
    const rows = await readPlanRows(database, plan.id, {
      ...(family !== undefined && { familyCode: family }),
      ...(measure !== undefined && { measures: [requireMeasure(measure)] }),
    });
    return planRowLines(input, rows);
  });

  serve(router, routes.getPlanModels, async ({ params, query, viewer }) => {
    const { plan, unit } = await requirePlan(viewer, params.planId);
    const can = {
      keep: mayIn(viewer, unit.id, 'keep demand'),
      like: mayIn(viewer, unit.id, 'choose a like item'),
    };
    const baseline = plan.kind === 'baseline' ? plan : await findLatestPlan(prisma, plan.cycleId, 'baseline');
    if (!baseline) return { models: [], items: [], likeItems: [], can };
    const [input, models, kept, likeItems] = await Promise.all([
      readSnapshot(database, baseline.snapshotId),
      readSeriesModels(prisma, baseline.id),
      listKeptDemand(prisma, unit.id),
      listLikeItems(prisma, unit.id),
    ]);
    const names = await findPersonNames(
      prisma,
      kept.map(({ byId }) => byId),
    );
    const keptNext = (itemCode: string, marketCode: string, month: string) => {
      const found = kept.find(
        (each) => each.itemCode === itemCode && each.marketCode === marketCode && each.month === month,
      );
      return found ? { byName: names.get(found.byId) ?? 'someone', reason: found.reason } : null;
    };
    const itemOf = new Map(input.items.map((item) => [item.code, item]));
    return {
      models: models
        .map(({ backtest, corrections, ...model }) => ({
          ...model,
          itemName: itemOf.get(model.itemCode)?.name ?? model.itemCode,
          familyCode: itemOf.get(model.itemCode)?.familyCode ?? '',
          backtest: { ...backtest, backtest: [...backtest.backtest] },
          corrections: corrections.map((each) => ({
            ...each,
            keptNext: keptNext(model.itemCode, model.marketCode, each.month),
          })),
        }))
        .filter(({ familyCode }) => query.family === undefined || familyCode === query.family),
      items: input.items.map(({ code, name }) => ({ code, name })),
      likeItems,
      can,
    };
  });

  return router;
}

function requireMeasure(measure: string): PlanMeasure {
  if (Object.hasOwn(PLAN_MEASURES, measure)) return measure as PlanMeasure;
  throw new DomainError(
    'invalid-input',
    `There is no measure "${measure}": ask for one of ${Object.keys(PLAN_MEASURES).join(', ')}.`,
  );
}
