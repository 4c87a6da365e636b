import { Router } from 'express';
import { findUnitIdOfCycle } from '../../database/cycle-facts-repository';
import { countWorkersAtWork } from '../../database/worker-beat-repository';
import { loadCycle } from '../acts/load-subject';
import type { ApiDependencies } from '../dependencies';
import { createOpenApiDocument } from '../openapi';
import { routes } from '../schemas/system';
import { serve, serveOpen } from '../serve-route';
import { unitOf } from '../viewer';

const KEEP_ALIVE_MS = 25_000;
const CHECK_MS = 3_000;

/** The state of every part, the API's own document, and news for open pages. */
export function createSystemRouter(dependencies: ApiDependencies): Router {
  const router = Router();

  serveOpen(router, routes.getHealth, async ({ response }) => {
    const health = await checkHealth(dependencies);
    response.status(health.state === 'up' ? 200 : 503).json(health);
    return health;
  });

  let document: ReturnType<typeof createOpenApiDocument> | undefined;
  router.get('/openapi.json', (_request, response) => {
    document ??= createOpenApiDocument();
    response.json(document);
  });

  serve(router, routes.getEvents, async ({ viewer, query, http, response }) => {
    const { database, changes, log } = dependencies;
    if (query.cycleId) await loadCycle(dependencies, viewer, query.cycleId);
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      Connection: 'keep-alive',
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 3000\n\n');

    const units = new Map<string, string | null>();
    const concernsViewer = async (cycleId: string): Promise<boolean> => {
      if (query.cycleId) return query.cycleId === cycleId;
      if (!units.has(cycleId)) units.set(cycleId, await findUnitIdOfCycle(database.prisma, cycleId));
      return unitOf(viewer, units.get(cycleId) ?? '') !== undefined;
    };
    const tell = async (cycleId: string | null): Promise<void> => {
      if (cycleId !== null && !(await concernsViewer(cycleId))) return;
      response.write(`event: changed\ndata: ${JSON.stringify({ cycleId })}\n\n`);
    };
    const unsubscribe = changes.subscribe({
      changed: ({ cycleId }) => {
        tell(cycleId).catch((error: unknown) => log.warn({ error }, 'A page was not told of a change'));
      },
      ended: () => response.end(),
    });
    const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
    http.on('close', () => {
      clearInterval(keepAlive);
      unsubscribe();
    });
    return '';
  });
  return router;
}

async function checkHealth({ database, cycles, mailer }: ApiDependencies) {
  const { pool } = database;
  const [isDatabaseUp, temporal, workersAtWork, isMailUp] = await Promise.all([
    answers(() => pool.query('SELECT 1')),
    cycles.health(),
    answerOf(() => countWorkersAtWork(pool), null),
    answers(() => mailer.verify()),
  ]);
  const isListed = temporal.hasWorker;
  const parts = {
    database: part(isDatabaseUp, 'PostgreSQL does not answer; check DATABASE_URL and the server.'),
    temporal: part(temporal.isReachable, 'Temporal does not answer; check TEMPORAL_ADDRESS and the server.'),
    // A killed worker stays on Temporal's list for a while; its own sign of life ends at once.
    worker: part(isListed && workersAtWork !== 0, 'No worker is at work; start one, or look into its log.'),
    mail: part(isMailUp, 'The mail server does not answer; mails wait. Check SMTP_URL and the server.'),
  };
  const isUp = Object.values(parts).every(({ state }) => state === 'up');
  return { state: isUp ? ('up' as const) : ('down' as const), ...parts };
}

function part(isUp: boolean, message: string) {
  return isUp ? { state: 'up' as const, message: '' } : { state: 'down' as const, message };
}

const answers = (ask: () => Promise<unknown>): Promise<boolean> =>
  answerOf(() => ask().then(() => true), false);

/** What is answered in time; else, or when it fails, what holds otherwise. */
async function answerOf<Answer>(ask: () => Promise<Answer>, otherwise: Answer): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), CHECK_MS);
  });
  const answered = ask().catch(() => otherwise);
  const answer = await Promise.race([answered, tooLate]);
  clearTimeout(timer);
  return answer;
}
