/** Errors as problem details (RFC 9457). Internal errors are logged without personal data. */
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { contextOf } from './context';
import { errorTrace } from '../../telemetry/errorTrace';
import {
  ApiError,
  isOurFault,
  isUnidentified,
  problemBody,
  statusOf,
  toApiError,
  type ProblemBody,
} from './errors';

/** Sends problem details with the request's id as `instance`. */
export function sendProblem(res: Response, body: ProblemBody): void {
  const context = contextOf(res);
  context.code = body.code;
  const text = JSON.stringify({ ...body, instance: context.id });
  res.status(body.status).type('application/problem+json').send(text);
}

/** The last handler: every error ends here. */
export function answerProblems(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const failure = toApiError(error);
    if (isOurFault(statusOf(failure.code))) {
      log.error(
        { request: contextOf(res).id, code: failure.code, cause: errorTrace(failure.cause) },
        'failed',
      );
    }
    const { retryAfterSeconds, allow } = failure.extras;
    if (retryAfterSeconds !== undefined) res.set('Retry-After', String(retryAfterSeconds));
    if (allow) res.set('Allow', allow.join(', '));
    if (isUnidentified(failure.code)) res.set('WWW-Authenticate', 'Bearer realm="throughline"');
    sendProblem(res, problemBody(failure));
  };
}

export const unknownRoute: RequestHandler = () => {
  throw new ApiError('route-unknown', 'This address does not exist. See /docs.');
};

export function refuseMethod(allow: readonly string[]): RequestHandler {
  return () => {
    throw new ApiError('method-refused', `Allowed here: ${allow.join(', ')}.`, { allow });
  };
}

/** For an address that can only be read. */
export const onlyRead = refuseMethod(['GET', 'HEAD']);
