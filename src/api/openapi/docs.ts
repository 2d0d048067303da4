/** The page at /docs (Swagger UI from the local disk, without any other server) and /openapi.json. */
import { Router, type Request, type RequestHandler } from 'express';
// Not the package itself: importing it would evaluate the script of the page.
import absolutePath from 'swagger-ui-dist/absolute-path.js';
import { contextOf } from '../http/context';
import { NEW_KEY, openApiDocument } from './openapi';
import { onlyRead } from '../http/problems';

/** Swagger UI sets style attributes and uses data URIs for icons. Scripts and requests are limited to this server. */
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
  "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Throughline API</title>
  <link rel="icon" href="/docs/favicon-32x32.png">
  <link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
  <div id="docs"></div>
  <noscript>This page needs JavaScript. The OpenAPI document is at <a href="/openapi.json">/openapi.json</a>.</noscript>
  <script src="/docs/swagger-ui-bundle.js"></script>
  <script src="/docs/start.js"></script>
</body>
</html>
`;

// `validatorUrl` would send the document's address to a public service; `persistAuthorization` would keep a token.
const START = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  validatorUrl: 'none',
  queryConfigEnabled: false,
  persistAuthorization: false,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  requestSnippetsEnabled: false,
  requestInterceptor: (request) => {
    const key = request.headers['Idempotency-Key'];
    if (key === '${NEW_KEY}') request.headers['Idempotency-Key'] = crypto.randomUUID();
    return request;
  },
});
`;

export function docs(): Router {
  const router = Router();
  router
    .route('/openapi.json')
    .all(named('/openapi.json'))
    .get((req, res) => {
      res.set('Cache-Control', 'no-store').json(openApiDocument(originOf(req)));
    })
    .all(onlyRead);
  router.use('/docs', named('/docs'), (_req, res, next) => {
    res.set('Content-Security-Policy', POLICY);
    next();
  });
  router
    .route('/docs')
    .get((_req, res) => void res.type('html').send(PAGE))
    .all(onlyRead);
  router
    .route('/docs/start.js')
    .get((_req, res) => void res.type('js').send(START))
    .all(onlyRead);
  for (const file of FILES) {
    router
      .route(`/docs/${file}`)
      .get((_req, res) => {
        res.sendFile(file, { root: absolutePath(), maxAge: '1h' });
      })
      .all(onlyRead);
  }
  return router;
}

export const toDocs: RequestHandler = (_req, res) => {
  contextOf(res).route = '/';
  res.redirect('/docs');
};

function named(route: string): RequestHandler {
  return (_req, res, next) => {
    contextOf(res).route = route;
    next();
  };
}

/** The address in the reader's browser, so that requests from the page comply with its policy. */
function originOf(req: Request): string {
  const host = req.get('host') ?? '';
  return /^[\w.:[\]-]+$/.test(host) ? `${req.protocol}://${host}` : '/';
}
