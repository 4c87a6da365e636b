import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import { DomainError } from '../domain/errors';
import type { RouteDefinition } from './route-definition';
import { sentencesOf } from './validation-sentences';
import type { Viewer } from './viewer';

export interface RouteRequest<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly http: Request;
  readonly response: Response;
}

type Handler<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
  More,
> = (
  request: RouteRequest<z.output<Params>, z.output<Query>, z.output<Body>> & More,
) => Promise<z.input<Answer>> | z.input<Answer>;

/** Serves an address to people who are signed in: 401 for others, then 400 for mistakes in the request. */
export function serve<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  router: Router,
  route: RouteDefinition<Params, Query, Body, Answer>,
  handler: Handler<Params, Query, Body, Answer, { readonly viewer: Viewer }>,
): void {
  router[route.method](expressPath(route.path), async (http, response) => {
    const viewer = response.locals.viewer as Viewer | undefined;
    if (!viewer)
      throw new DomainError('unauthenticated', 'You are not signed in. Ask for a sign-in link by mail.');
    const answer = await handler({ ...parsed(route, http), http, response, viewer });
    send(response, route, answer);
  });
}

/** Serves an address to everybody. */
export function serveOpen<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  router: Router,
  route: RouteDefinition<Params, Query, Body, Answer>,
  handler: Handler<Params, Query, Body, Answer, object>,
): void {
  router[route.method](expressPath(route.path), async (http, response) => {
    send(response, route, await handler({ ...parsed(route, http), http, response }));
  });
}

/** A handler that has written its answer itself (a file, a stream) is left alone. */
function send(response: Response, route: RouteDefinition, answer: unknown): void {
  if (response.headersSent) return;
  const status = route.status ?? 200;
  if (route.answer) response.status(status).json(answer);
  else response.status(status).end();
}

function parsed<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(route: RouteDefinition<Params, Query, Body, Answer>, http: Request) {
  return {
    params: parseParams(route.params, http.params),
    query: parse(route.query, http.query),
    body: parse(route.bodyIs === 'multipart' ? undefined : route.body, http.body ?? {}),
  };
}

function parse<Schema extends z.ZodType>(schema: Schema | undefined, input: unknown): z.output<Schema> {
  if (!schema) return undefined as z.output<Schema>;
  const result = schema.safeParse(input);
  if (result.success) {
    requireStorableText(result.data);
    return result.data;
  }
  const sentences = sentencesOf(result.error);
  throw new DomainError(
    'invalid-input',
    sentences.length === 1
      ? `Please correct this and send it again: ${sentences[0]}.`
      : `Please correct ${sentences.length} mistakes and send it again; nothing was recorded.`,
    sentences,
  );
}

/** PostgreSQL keeps neither zero characters nor halves of a character. Only what has the right shape comes here. */
function requireStorableText(data: unknown): void {
  if (typeof data === 'string') {
    if (!data.includes('\0') && !/\p{Surrogate}/u.test(data)) return;
    throw new DomainError(
      'invalid-input',
      'A text has a character that cannot be kept: a zero character, or half of one. Type the text again and send it.',
    );
  }
  if (typeof data === 'object' && data !== null) Object.values(data).forEach(requireStorableText);
}

/** An address with an impossible part leads nowhere. */
function parseParams<Schema extends z.ZodType>(schema: Schema | undefined, input: unknown): z.output<Schema> {
  if (!schema) return undefined as z.output<Schema>;
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new DomainError('not-found', 'This address leads nowhere. Check it, or start from the home page.');
}

const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');
