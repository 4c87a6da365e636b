import { Router } from 'express';
import { decideSignOff } from '../acts/decide-sign-off';
import { remindSignOff } from '../acts/owner-acts';
import { listSignOffCandidates, reassignSignOff } from '../acts/reassign-sign-off';
import type { ApiDependencies } from '../dependencies';
import { routes } from '../schemas/sign-offs';
import { serve } from '../serve-route';
import { readSignOffView } from '../views/sign-off-view';

/** A sign-off's page: the numbers, the decision, and the process owner's acts. */
export function createSignOffsRouter(dependencies: ApiDependencies): Router {
  const router = Router();
  serve(router, routes.getSignOff, ({ viewer, params }) =>
    readSignOffView(dependencies, viewer, params.signOffId),
  );
  serve(router, routes.decideSignOff, ({ viewer, params, body }) =>
    decideSignOff(dependencies, viewer, params.signOffId, body),
  );
  serve(router, routes.remindSignOff, ({ viewer, params }) =>
    remindSignOff(dependencies, viewer, params.signOffId),
  );
  serve(router, routes.listSignOffCandidates, ({ viewer, params }) =>
    listSignOffCandidates(dependencies, viewer, params.signOffId),
  );
  serve(router, routes.reassignSignOff, ({ viewer, params, body }) =>
    reassignSignOff(dependencies, viewer, params.signOffId, body),
  );
  return router;
}
