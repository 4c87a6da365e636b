import path from 'node:path';
import express, { Router } from 'express';

/** The built pages: files by name, and the one page for every other address that a person may open. */
export function pages(webFolder: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(path.join(webFolder, 'assets'), { immutable: true, maxAge: '365d', fallthrough: true }),
  );
  router.use(express.static(webFolder, { index: false, cacheControl: false }));
  router.get(/^\/(?!api\/|assets\/|health$|openapi\.json$)/, (request, response, next) => {
    if (!request.accepts('html')) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: webFolder }, (error) => {
      if (!error || response.headersSent) return;
      response
        .status(503)
        .type('text/plain')
        .send('The pages are not built yet. Run "npm start", which builds them, and reload this page.\n');
    });
  });
  return router;
}
