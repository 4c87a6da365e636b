import type { RequestHandler } from 'express';
import { allRoutes } from '../../api/schemas';
import { ErrorAnswer } from '../../api/schemas/common';

/** Holds every JSON answer of a test against the schema that makes the API document, and notes what differs. */
export function answersAreAsDescribed(mismatches: string[]): RequestHandler {
  return (request, response, next) => {
    const json = response.json.bind(response);
    const { method, path } = request;
    response.json = (body: unknown) => {
      const schema = response.statusCode >= 400 && path !== '/health' ? ErrorAnswer : answerOf(method, path);
      const result = schema?.safeParse(JSON.parse(JSON.stringify(body)));
      if (result && !result.success) mismatches.push(`${method} ${path}: ${result.error.message}`);
      return json(body);
    };
    next();
  };
}

function answerOf(method: string, path: string) {
  const route = Object.values(allRoutes).find(
    (each) =>
      each.method === method.toLowerCase() &&
      new RegExp(`^${each.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return route?.contentType ? undefined : route?.answer;
}
