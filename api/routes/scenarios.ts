import { Router } from 'express';
import { addScenario } from '../acts/add-scenario';
import { loadCycle } from '../acts/load-subject';
import { removeScenario } from '../acts/remove-scenario';
import type { ApiDependencies } from '../dependencies';
import { asStoredChanges, routes } from '../schemas/scenarios';
import { serve } from '../serve-route';
import { readScenarios } from '../views/scenarios-view';

/** The scenarios of a month side by side, and those that planners add. */
export function createScenariosRouter(dependencies: ApiDependencies): Router {
  const router = Router();

  serve(router, routes.listScenarios, async ({ params, viewer }) =>
    readScenarios(dependencies, viewer, await loadCycle(dependencies, viewer, params.cycleId)),
  );

  serve(router, routes.addScenario, ({ params, body, viewer }) =>
    addScenario(dependencies, viewer, params.cycleId, {
      name: body.name,
      changes: asStoredChanges(body.changes),
    }),
  );

  serve(router, routes.removeScenario, ({ params, viewer }) =>
    removeScenario(dependencies, viewer, params.cycleId, params.scenarioId),
  );

  return router;
}
