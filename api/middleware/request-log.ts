import type { RequestHandler } from 'express';
import type { Log } from '../log';
import type { Viewer } from '../viewer';

/** One line a request. The route's pattern is logged, never the address itself: addresses carry tokens. */
export function requestLog(log: Log): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.on('finish', () => {
      const route = request.route as { path?: string } | undefined;
      const viewer = response.locals.viewer as Viewer | undefined;
      log.info(
        {
          method: request.method,
          route: route?.path ?? '(none)',
          status: response.statusCode,
          ms: Math.round(performance.now() - startedAt),
          personId: viewer?.id ?? null,
        },
        'request',
      );
    });
    next();
  };
}
