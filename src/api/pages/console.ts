/** The console, as built into a folder: one page, and its scripts and styles. Everything else it gets from the API. */
import compression from 'compression';
import { Router, static as files, type RequestHandler } from 'express';
import { contextOf } from '../http/context';
import { onlyRead } from '../http/problems';
import { escaped, page } from './page';

/** No inline script or style, and nothing from another server. */
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

const named: RequestHandler = (_req, res, next) => {
  // Never the address itself: it names a client.
  contextOf(res).route = '/console';
  res.set('Content-Security-Policy', POLICY);
  next();
};

/** Serves the console of `folder` at `/console`. Its own addresses (`/console/today`, …) are all the same page. */
export function consolePages(folder: string): Router {
  const router = Router();
  router.use('/console', named);
  router.use(
    '/console/assets',
    compression(),
    files(`${folder}/assets`, { immutable: true, maxAge: '1y', index: false, fallthrough: false }),
  );
  for (const file of ['favicon.svg', 'theme.js'])
    router
      .route(`/console/${file}`)
      .get((_req, res) => {
        res.sendFile(file, { root: folder, maxAge: '1h' });
      })
      .all(onlyRead);
  router
    .route(['/console', '/console/{*place}'])
    .get((_req, res) => {
      res.set('Cache-Control', 'no-cache').set('Referrer-Policy', 'no-referrer');
      res.sendFile('index.html', { root: folder, cacheControl: false });
    })
    .all(onlyRead);
  return router;
}

export const toConsole: RequestHandler = (_req, res) => {
  contextOf(res).route = '/';
  res.redirect('/console');
};

/** Says why there is no console, while there is none: what an earlier build left would not fit this API. */
export function failedConsole(failure: () => string | undefined): Router {
  const router = Router();
  router.use('/console', named, (_req, res, next) => {
    const said = failure();
    if (said === undefined) {
      next();
      return;
    }
    const body = `<p>Everything else runs: the API, the courses and their e-mails. An engineer has to mend this, then start again.
To see it alone: <code>npm run build:console</code>.</p><pre>${escaped(said)}</pre>`;
    res
      .status(503)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(page('The console could not be built', body));
  });
  return router;
}
