import type { RequestHandler } from 'express';
import { rateLimit as limitRate } from 'express-rate-limit';

const QUARTER_HOUR_MS = 900_000;

/** At most so many requests in a quarter of an hour from one address of the network. */
export function rateLimit(limit: number, what: string): RequestHandler {
  return limitRate({
    windowMs: QUARTER_HOUR_MS,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => {
      response.status(429).json({
        error: {
          code: 'too-many-requests',
          message: `Too many ${what} from here. Wait a quarter of an hour and try again.`,
          details: [],
        },
      });
    },
  });
}
