/** Reads the body as JSON of at most 100 kB. No body counts as an empty object. */
import { json, type RequestHandler } from 'express';
import { ApiError } from './errors';

const LIMIT = '100kb';

const onlyJson: RequestHandler = (req, _res, next) => {
  // `is` returns null for a request without a body, but `Content-Length: 0` counts as a body.
  if (req.get('content-length') !== '0' && req.is('application/json') === false) {
    throw new ApiError('media-type-refused', 'Send the body as application/json.');
  }
  next();
};

const parse: RequestHandler = json({ limit: LIMIT });

const readJson: RequestHandler = (req, res, next) =>
  parse(req, res, (error?: unknown) => {
    next(error === undefined ? undefined : problemOf(error));
  });

/** The error for a body that the parser cannot read. Failed decompression has no error type of its own. */
function problemOf(cause: unknown): ApiError {
  switch (cause instanceof Error && 'type' in cause && cause.type) {
    case 'entity.too.large':
      return new ApiError('body-too-large', 'The body must be at most 100 kB.', {}, { cause });
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new ApiError(
        'media-type-refused',
        'Send JSON in UTF-8, uncompressed or with gzip.',
        {},
        { cause },
      );
    case 'entity.parse.failed':
    case 'request.size.invalid':
    case 'request.aborted':
      return new ApiError('json-malformed', 'The body is not valid JSON.', {}, { cause });
    default:
      return new ApiError('json-malformed', 'The body does not match its Content-Encoding.', {}, { cause });
  }
}

const emptyObject: RequestHandler = (req, _res, next) => {
  req.body ??= {};
  next();
};

export const jsonBody: RequestHandler[] = [onlyJson, readJson, emptyObject];
