/** Requests with a cookie must come from our own pages: another site could send them in the name of who is signed in. */
import type { Request } from 'express';
import { ApiError } from './errors';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** `none`: a person typed the address. */
const OWN = new Set(['same-origin', 'none']);

/**
 * Every browser of today sends Sec-Fetch-Site, except to plain http addresses other than the machine's own; there,
 * what changes something has an Origin. Programs send neither. Another port or subdomain counts as another site.
 * @throws ApiError `cross-site-refused`
 */
export function refuseCrossSite(req: Request): void {
  const site = req.get('sec-fetch-site');
  const origin = READING.has(req.method) ? undefined : req.get('origin');
  const isForeign = origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === req.host);
  if ((site !== undefined && !OWN.has(site)) || isForeign)
    throw new ApiError('cross-site-refused', 'Requests with a cookie must come from this site.');
}
