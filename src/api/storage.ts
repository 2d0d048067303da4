/** The disk of the embedded databases. Without space, a change would fail after several seconds. */
import type { RequestHandler } from 'express';
import type { ApiDeps } from './http/deps';
import { ApiError, RETRY_SECONDS, STORAGE_FULL } from './http/errors';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** While the disk is full, refuses requests that would write; reads still work. @throws ApiError `storage-full` */
export function refuseWhenFull({ hasSpace }: Pick<ApiDeps, 'hasSpace'>): RequestHandler {
  return async (req, _res, next) => {
    if (hasSpace && !READING.has(req.method) && !(await hasSpace())) {
      throw new ApiError('storage-full', STORAGE_FULL, { retryAfterSeconds: RETRY_SECONDS });
    }
    next();
  };
}
