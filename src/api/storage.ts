/** The disk that our own databases write to. Without space a change would be tried for seconds, and fail. */
import type { RequestHandler } from 'express';
import type { ApiDeps } from './http/deps';
import { ApiError, RETRY_SECONDS, STORAGE_FULL } from './http/errors';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses at once what would write while the disk is full; reads go on. @throws ApiError `storage-full` */
export function refuseWhenFull({ hasSpace }: Pick<ApiDeps, 'hasSpace'>): RequestHandler {
  return async (req, _res, next) => {
    if (hasSpace && !READING.has(req.method) && !(await hasSpace())) {
      throw new ApiError('storage-full', STORAGE_FULL, { retryAfterSeconds: RETRY_SECONDS });
    }
    next();
  };
}
