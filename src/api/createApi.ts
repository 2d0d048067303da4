/** The HTTP application, in the order in which a request passes through it. */
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { ApiDeps } from './http/deps';
import { consolePages, failedConsole, toConsole } from './pages/console';
import { docs, toDocs } from './openapi/docs';
import { clientPages } from './pages/client';
import { failedClientPage } from './pages/client/failed';
import { feeds } from './pages/feeds';
import { INQUIRY_PATH, inquiryForm } from './pages/inquiry';
import { healthz, readyz } from './health';
import { mailLinks } from './pages/mailLinks';
import { mount } from './http/mount';
import { answerProblems, onlyRead, unknownRoute } from './http/problems';
import { rateLimits } from './http/rateLimits';
import { readLog, type ReadLog } from './http/readLog';
import { providerPages } from './pages/provider';
import { ENDPOINTS, FALLBACKS, REHEARSAL_OFFER, REHEARSAL_STAGE } from './registry';
import { requestId, requestLog } from './http/requestLog';
import { refuseWhenFull } from './storage';
import { unsubscribe } from './pages/unsubscribe';

/** What goes on beside the requests, and ends with the process. */
export interface Life {
  leaving: AbortSignal;
  reads: ReadLog;
}

/**
 * Builds the application without listening. Once `leaving`, /readyz returns 503 and open streams end.
 * Every route but health, documentation and unsubscribing needs a token of an allowed role.
 */
export function createApi(
  deps: ApiDeps,
  { leaving, reads }: Life = { leaving: new AbortController().signal, reads: readLog(deps.store, deps.log) },
): Express {
  const limits = rateLimits(deps.limits);
  const { perAddress } = limits;
  const app = express();
  app.set('trust proxy', deps.proxies ?? 0);
  app.set('query parser', 'simple');
  // An ETag would be a fingerprint of health data.
  app.set('etag', false);
  app.use(requestId, requestLog(deps.log), helmet());
  app.route('/healthz').get(healthz).all(onlyRead);
  app
    .route('/readyz')
    .get(
      perAddress,
      readyz(deps, () => leaving.aborted),
    )
    .all(onlyRead);
  app.use(refuseWhenFull(deps));
  if (deps.codec) app.use('/codec', deps.codec);
  const endpoints = [
    ...ENDPOINTS,
    ...(deps.rehearsals ? Object.values(REHEARSAL_OFFER) : []),
    ...(deps.stage ? Object.values(REHEARSAL_STAGE) : []),
  ];
  for (const group of [endpoints, FALLBACKS]) mount(app, group, deps, { limits, leaving, reads });
  app.use(perAddress);
  app
    .route('/')
    .get(deps.console === undefined ? toDocs : toConsole)
    .all(onlyRead);
  if (deps.consoleFailure) app.use(failedConsole(deps.consoleFailure));
  if (deps.console !== undefined) app.use(consolePages(deps.console));
  if (deps.provider) app.use(providerPages(deps, deps.provider));
  const inquiry = inquiryForm(deps);
  app.use(docs(), clientPages(deps, reads), inquiry.pages, unsubscribe(deps), mailLinks(deps), feeds(deps));
  app.use(unknownRoute);
  app.use('/c', failedClientPage(deps));
  app.use(INQUIRY_PATH, inquiry.failed);
  app.use(answerProblems(deps.log));
  return app;
}
