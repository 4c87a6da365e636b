import { Router } from 'express';
import { listRunningCycleIds, loadCycleFacts } from '../../database/cycle-facts-repository';
import { requireIn } from '../access';
import { addTask } from '../acts/change-tasks';
import { loadCycle } from '../acts/load-subject';
import { cancelCycle, changeStep, moveStep, remindAll } from '../acts/owner-acts';
import type { ApiDependencies } from '../dependencies';
import { routes } from '../schemas/cycles';
import { serve } from '../serve-route';
import { cycleLine, cycleView } from '../views/cycle-view';
import { cycleHistory, cycleMails } from '../views/history';
import { signOffLine, taskLine } from '../views/lines';
import { signOffVerdicts, taskVerdicts } from '../views/who-may';

/** The home page, a cycle's page, and what the process owner does to a cycle and its steps. */
export function createCyclesRouter(dependencies: ApiDependencies): Router {
  const { database, clock } = dependencies;
  const router = Router();

  serve(router, routes.getHome, async ({ viewer }) => {
    const unitIds = viewer.units.map(({ id }) => id);
    const cycles = await loadCycleFacts(database.prisma, await listRunningCycleIds(database.prisma, unitIds));
    const looking = { viewer, now: clock() };
    const tasks = cycles.flatMap((facts) =>
      facts.tasks
        .filter((task) => task.state === 'open' && taskVerdicts(facts, task, looking).submit.who.allowed)
        .map((task) => taskLine(facts, task, looking)),
    );
    const signOffs = cycles.flatMap((facts) =>
      facts.groups.flatMap((group) =>
        group.signOffs
          .filter((signOff) => {
            const { who, state } = signOffVerdicts(facts, group, signOff, looking).decide;
            return who.allowed && state.allowed;
          })
          .map((signOff) => signOffLine(facts, group, signOff, looking)),
      ),
    );
    return {
      tasks: tasks.sort((a, b) => a.dueAt.localeCompare(b.dueAt)),
      signOffs: signOffs.sort((a, b) => a.dueAt.localeCompare(b.dueAt)),
      cycles: cycles.map((facts) => cycleLine(facts, looking)),
    };
  });

  serve(router, routes.getCycle, async ({ viewer, params }) =>
    cycleView(await loadCycle(dependencies, viewer, params.cycleId), { viewer, now: clock() }),
  );

  serve(router, routes.listCycleMails, async ({ viewer, params }) => {
    const facts = await loadCycle(dependencies, viewer, params.cycleId);
    requireIn(viewer, facts.unit.id, 'see mails');
    return cycleMails(database.prisma, params.cycleId);
  });

  serve(router, routes.listCycleHistory, async ({ viewer, params }) => {
    const facts = await loadCycle(dependencies, viewer, params.cycleId);
    return cycleHistory(database.prisma, facts, viewer);
  });

  serve(router, routes.cancelCycle, ({ viewer, params, body }) =>
    cancelCycle(dependencies, viewer, params.cycleId, body),
  );
  serve(router, routes.remindAll, ({ viewer, params }) => remindAll(dependencies, viewer, params.cycleId));
  serve(router, routes.addTask, ({ viewer, params, body }) => addTask(dependencies, viewer, params, body));
  serve(router, routes.moveStep, ({ viewer, params, body }) => moveStep(dependencies, viewer, params, body));
  serve(router, routes.reopenStep, ({ viewer, params, body }) =>
    changeStep(dependencies, viewer, 'reopen', params, body),
  );
  serve(router, routes.skipStep, ({ viewer, params, body }) =>
    changeStep(dependencies, viewer, 'skip', params, body),
  );
  return router;
}
