import express, { type Express } from 'express';
import type { ApiDependencies } from './dependencies';
import { errorAnswer, unknownAddress } from './middleware/error-answer';
import { pages } from './middleware/pages';
import { requestLog } from './middleware/request-log';
import { knownHost, sameOrigin } from './middleware/same-origin';
import { securityHeaders } from './middleware/security-headers';
import { session } from './middleware/session';
import { createComplianceRouter } from './routes/compliance';
import { createCyclesRouter } from './routes/cycles';
import { createForecastRouter } from './routes/forecast';
import { createHolidaysRouter } from './routes/holidays';
import { createImportsRouter } from './routes/imports';
import { createLinksRouter } from './routes/links';
import { createMailboxRouter } from './routes/mailbox';
import { createPeopleRouter } from './routes/people';
import { createPlanReasonsRouter } from './routes/plan-reasons';
import { createPlansRouter } from './routes/plans';
import { createPublicationRouter } from './routes/publication';
import { createScenariosRouter } from './routes/scenarios';
import { createSignInRouter } from './routes/sign-in';
import { createSignOffsRouter } from './routes/sign-offs';
import { createSystemRouter } from './routes/system';
import { createTasksRouter } from './routes/tasks';
import { createTemplatesRouter } from './routes/templates';
import { createUnitSettingsRouter } from './routes/unit-settings';
import { createUnitsRouter } from './routes/units';

/** A grid of a few thousand changed cells fits; files go another way. */
const MOST_JSON = '4mb';

/** The whole API over its dependencies; listening is somebody else's. */
export function createApp(dependencies: ApiDependencies): Express {
  const { config, log } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(config), requestLog(log), knownHost(config), sameOrigin(config));
  app.use('/api', noStore, session(dependencies), express.json({ limit: MOST_JSON }));
  app.use(
    createSystemRouter(dependencies),
    createSignInRouter(dependencies),
    createCyclesRouter(dependencies),
    createTasksRouter(dependencies),
    createSignOffsRouter(dependencies),
    createUnitsRouter(dependencies),
    createUnitSettingsRouter(dependencies),
    createTemplatesRouter(dependencies),
    createPeopleRouter(dependencies),
    createHolidaysRouter(dependencies),
    createPlansRouter(dependencies),
    createPlanReasonsRouter(dependencies),
    createScenariosRouter(dependencies),
    createForecastRouter(dependencies),
    createPublicationRouter(dependencies),
    createImportsRouter(dependencies),
    createComplianceRouter(dependencies),
    createLinksRouter(dependencies),
    createMailboxRouter(dependencies),
  );
  if (config.webFolder) app.use(pages(config.webFolder));
  app.use(unknownAddress);
  app.use(errorAnswer(log));
  return app;
}

const noStore: express.RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
