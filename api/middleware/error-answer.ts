import type { ErrorRequestHandler, RequestHandler } from 'express';
import { isDatabaseUnavailable } from '../../database/unavailable';
import { DomainError, type DomainErrorCode } from '../../domain/errors';
import type { Log } from '../log';
import { NotConfirmed } from '../temporal/not-confirmed';

const STATUS: Readonly<Record<DomainErrorCode, number>> = {
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 409,
  unavailable: 503,
};

/** An address that no route serves. */
export const unknownAddress: RequestHandler = () => {
  throw new DomainError(
    'not-found',
    'There is nothing at this address. See /openapi.json for those there are.',
  );
};

/** The one place where a failure becomes an answer: what happened, what was not lost, what to do. No internals. */
export function errorAnswer(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { status, code, message, details } = describe(error);
    if (status >= 500) log.error({ error, method: request.method, status }, 'A request failed');
    if (status === 503) response.setHeader('Retry-After', '5');
    response.status(status).json({ error: { code, message, details } });
  };
}

interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details: readonly string[];
}

function describe(error: unknown): Failure {
  if (error instanceof DomainError) {
    const { code, message, details } = error;
    return { status: STATUS[code], code, message, details };
  }
  if (error instanceof NotConfirmed) {
    return { status: 503, code: 'not-confirmed', message: error.message, details: [] };
  }
  const refusal = unreadableRequest(error);
  if (refusal) return refusal;
  if (isDatabaseUnavailable(error)) {
    return {
      status: 503,
      code: 'unavailable',
      message: 'The database does not take this now; nothing was recorded. Try again in a minute.',
      details: [],
    };
  }
  return {
    status: 500,
    code: 'unexpected',
    message:
      'This went wrong on our side and is in the log. Reload the page to see what was recorded, then try once more.',
    details: [],
  };
}

/** What express says about a body or an address that it cannot read. */
function unreadableRequest(error: unknown): Failure | null {
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large') {
    return refusal(413, 'This is more than one request may carry. Send less at once; nothing was recorded.');
  }
  if (type === 'entity.parse.failed') {
    return refusal(400, 'The body is not JSON. Send a JSON object with Content-Type: application/json.');
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return refusal(
      status,
      'This request could not be read. Check the address and the body, then send it again.',
    );
  }
  return null;
}

const refusal = (status: number, message: string): Failure => ({
  status,
  code: 'invalid-input',
  message,
  details: [],
});
