import type { RequestHandler, Response } from 'express';

/** Why a request to the codec server is refused. Codes of tokens and payloads are passed on unchanged. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 405 | 413 | 415 | 422 | 429;
  readonly code: string;
  readonly detail: string;
}

const TITLES: Record<Refusal['status'], string> = {
  400: 'The request is malformed',
  401: 'Sign-in required',
  403: 'Not allowed',
  405: 'Method not allowed',
  413: 'The request is too large',
  415: 'The request must be JSON',
  422: 'The payloads cannot be read',
  429: 'Too many attempts',
};

/** Answers with problem details (RFC 9457) and a stable code. */
export function sendProblem(res: Response, { status, code, detail }: Refusal): void {
  if (status === 401) res.set('WWW-Authenticate', 'Bearer realm="throughline"');
  const body = { type: `urn:throughline:problem:${code}`, title: TITLES[status], status, detail, code };
  res.status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** Answers unsupported methods with the list of supported ones. */
export const refuseMethod =
  (allow: string): RequestHandler =>
  (_req, res) => {
    res.set('Allow', allow);
    sendProblem(res, {
      status: 405,
      code: 'codec-method-refused',
      detail: `This address only allows ${allow}.`,
    });
  };
