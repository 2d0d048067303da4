/** The body as JSON, at most 100 kB; no body counts as an empty object. */
import { json, type RequestHandler } from 'express';
import { ApiError } from './errors';

const LIMIT = '100kb';

const onlyJson: RequestHandler = (req, _res, next) => {
  // `is` gives null for a request without a body, but takes `Content-Length: 0` for one.
  if (req.get('content-length') !== '0' && req.is('application/json') === false) {
    throw new ApiError('media-type-refused', 'Send the body as application/json.');
  }
  next();
};

const emptyObject: RequestHandler = (req, _res, next) => {
  req.body ??= {};
  next();
};

export const jsonBody: RequestHandler[] = [onlyJson, json({ limit: LIMIT }), emptyObject];
