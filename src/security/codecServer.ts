import { json, Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { onlyFrom } from './codecAccess';
import { convert, engineersOnly } from './codecConvert';
import type { CodecServerOptions } from './codecOptions';
import { codecSignIn } from './codecSignIn';
import { refuseMethod, sendProblem } from './problem';

export type { CodecAuditEntry, CodecServerOptions } from './codecOptions';

/** The Temporal UI sends the payloads of one or a few events at a time. A payload has at most 2 MiB. */
const BODY_LIMIT = '16mb';

/**
 * The codec server for the Temporal Web UI and CLI, to be mounted at `/codec` before any other body parser.
 * Only signed-in engineers get plain text, and each access is audited first.
 * @throws TypeError if `uiOrigin` is not one exact origin.
 */
export function codecServer(options: CodecServerOptions): Router {
  const { uiOrigin } = options;
  if (!URL.canParse(uiOrigin) || new URL(uiOrigin).origin !== uiOrigin) {
    throw new TypeError(`uiOrigin must be one origin such as http://localhost:8233, not "${uiOrigin}".`);
  }
  const router = Router();
  router.use((_req, res, next) => {
    res.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  router.use(codecSignIn(options));
  router.use(['/decode', '/encode'], onlyFrom(uiOrigin));
  router.options(['/decode', '/encode'], preflight);
  const body = json({ limit: BODY_LIMIT });
  router.post('/decode', engineersOnly(options), body, convert('decode', options));
  router.post('/encode', engineersOnly(options), body, convert('encode', options));
  router.all(['/decode', '/encode'], refuseMethod('POST, OPTIONS'));
  router.use(unreadableBody);
  return router;
}

const preflight: RequestHandler = (_req, res) => {
  res.set({
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Namespace',
    'Access-Control-Max-Age': '600',
  });
  res.status(204).end();
};

/** Answers body parser errors with problem details. The application handles all other errors. */
const unreadableBody: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : undefined;
  if (status === undefined || !(status >= 400 && status < 500)) next(error);
  else if (status === 413) {
    const detail = `The body must have at most ${BODY_LIMIT}.`;
    sendProblem(res, { status, code: 'codec-body-too-large', detail });
  } else {
    const detail = 'The body must match its Content-Type and Content-Encoding.';
    sendProblem(res, { status: status === 415 ? status : 400, code: 'codec-body-invalid', detail });
  }
};
