/** What is known of the request at hand, for its log line and its problem details. */
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
  /** The route's pattern, never the address that was asked for. */
  route?: string;
  course?: string;
  who?: Identity;
  /** Code of the problem it ended with. */
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
