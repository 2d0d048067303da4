/** A request id for each request, and one log line: no names, bodies, addresses, query strings. */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { beginContext, contextOf } from './context';
import { isOurFault } from './errors';

/** A caller's request id is kept only in this form: free text could carry a name into the log. */
const ID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** Gives the request an id, and returns it in the header `x-request-id`. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id');
  const id = given !== undefined && ID.test(given) ? given : randomUUID();
  beginContext(res, { id });
  res.set('X-Request-Id', id);
  next();
};

/** Writes the line when the response is sent or the caller is gone. */
export function requestLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const begun = performance.now();
    res.once('close', () => {
      const { id, route, course, who, code } = contextOf(res);
      const line = {
        request: id,
        method: req.method,
        route: route ?? 'unknown',
        status: res.statusCode,
        ms: Math.round(performance.now() - begun),
        ...(course !== undefined && { course }),
        ...(who && { role: who.role, staff: who.staffId }),
        ...(code !== undefined && { code }),
        ...(!res.writableFinished && { aborted: true }),
      };
      if (isOurFault(res.statusCode)) log.warn(line, 'request');
      else log.info(line, 'request');
    });
    next();
  };
}
