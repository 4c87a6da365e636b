import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { RouteDefinition } from './route-definition';
import { allRoutes } from './schemas';
import { ErrorAnswer } from './schemas/common';

/** The OpenAPI 3.1 document of every route, from the schemas that validate. */
export function createOpenApiDocument() {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'sop_session',
    description: 'Set by a sign-in link; writes must come from the same origin.',
  });
  for (const route of Object.values(allRoutes)) registry.registerPath(describe(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'S&OP cycle',
      version: '1',
      description: 'A monthly Sales & Operations Planning cycle. Instants are UTC, months YYYY-MM.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
  });
}

function describe(route: RouteDefinition): RouteConfig {
  const bodyType = route.bodyIs === 'multipart' ? 'multipart/form-data' : 'application/json';
  return {
    method: route.method,
    path: route.path,
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    security: route.isOpen ? [] : [{ session: [] }],
    request: {
      ...(route.params instanceof z.ZodObject ? { params: route.params } : {}),
      ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
      ...(route.body ? { body: { required: true, content: { [bodyType]: { schema: route.body } } } } : {}),
    },
    responses: { [route.status ?? 200]: success(route), ...refusals(route) },
  };
}

function success(route: RouteDefinition): RouteConfig['responses'][string] {
  if (!route.answer) return { description: 'Done' };
  return {
    description: route.summary,
    content: { [route.contentType ?? 'application/json']: { schema: route.answer } },
  };
}

function refusals(route: RouteDefinition): RouteConfig['responses'] {
  const reasons: Record<string, string> = {
    ...(route.body || route.query ? { 400: 'The request has mistakes; each is named' } : {}),
    ...(route.isOpen ? {} : { 401: 'Not signed in' }),
    ...(route.method === 'get' ? {} : { 403: 'Not allowed, or sent from another site' }),
    ...(route.params ? { 404: 'Not known, or in a unit of others' } : {}),
    ...(route.isAct ? { 409: 'Refused as things stand; nothing changed' } : {}),
    ...(route.bodyIs === 'multipart' ? { 422: 'The file has errors; nothing was loaded' } : {}),
    ...(route.isAct ? { 503: 'Not recorded, or not confirmed; ask again' } : {}),
  };
  return Object.fromEntries(
    Object.entries(reasons).map(([status, description]) => [
      status,
      { description, content: { 'application/json': { schema: ErrorAnswer } } },
    ]),
  );
}
