import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

/** A refusal by the server, in its own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

const unreachable =
  'The server cannot be reached. Nothing was sent or lost on this page. Check your connection and try again.';

/** The body of a good answer; every other answer becomes an ApiError that says what to do. */
export async function answerOf<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const answer = await call.catch(() => {
    throw new ApiError(0, 'unreachable', unreachable);
  });
  if (!answer.response.ok) throw refusal(answer.response.status, answer.error);
  return answer.data as Data;
}

function refusal(status: number, body: unknown): ApiError {
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const error: unknown = body.error;
    if (isErrorBody(error)) return new ApiError(status, error.code, error.message, error.details ?? []);
  }
  const words =
    status >= 500
      ? 'The server could not answer. Nothing was recorded. Try again in a minute.'
      : 'The server refused this. Nothing was changed. Reload the page and try again.';
  return new ApiError(status, status >= 500 ? 'unavailable' : 'refused', words);
}

function isErrorBody(error: unknown): error is { code: string; message: string; details?: string[] } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    'message' in error &&
    typeof error.message === 'string'
  );
}

export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.status === 401;
/**
 * What is shown is not this person's any more. Every other failure to read it again (the server is away, the session has
 * ended) leaves the page as it is, with what was typed into it.
 */
export const isWithdrawn = (error: unknown): boolean =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 401;
export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404;
