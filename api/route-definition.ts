import type { z } from 'zod';

/** What one address of the API takes and gives. The same definition validates requests and makes /openapi.json. */
export interface RouteDefinition<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As OpenAPI writes it: /api/cycles/{cycleId}. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** multipart: one file with fields beside it. */
  readonly bodyIs?: 'json' | 'multipart';
  readonly status?: 200 | 201 | 202 | 204;
  /** Left out: the answer has no body. */
  readonly answer?: Answer;
  /** What the answer is when it is not JSON. */
  readonly contentType?: string;
  /** Needs no session. */
  readonly isOpen?: boolean;
  /** Goes to Temporal as an Update: may be refused (409) or not recorded (503). */
  readonly isAct?: boolean;
}

/** Keeps the types of the parts, so that a handler's input and answer are checked by the compiler. */
export function defineRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(definition: RouteDefinition<Params, Query, Body, Answer>): RouteDefinition<Params, Query, Body, Answer> {
  return definition;
}
