/** What is known about the current request, for its log line and its problem details. */
import type { Response } from 'express';
import type { Role } from '../../vocabulary/roles';

/** Whose token the request carries. */
export interface Identity {
  readonly tokenId: string;
  readonly role: Role;
  readonly staffId: string;
}

export interface RequestContext {
  readonly id: string;
  /** The pattern of the route, never the requested address. */
  route?: string;
  course?: string;
  who?: Identity;
  /** Code of its error. */
  code?: string;
}

const contexts = new WeakMap<Response, RequestContext>();

export function beginContext(res: Response, context: RequestContext): void {
  contexts.set(res, context);
}

export function contextOf(res: Response): RequestContext {
  const context = contexts.get(res);
  if (!context) throw new Error('the request has no context: beginContext must run first');
  return context;
}
