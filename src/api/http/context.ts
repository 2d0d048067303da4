/** What is known about the current request, for its log line and its problem details. */
import type { Response } from 'express';
import type { Role } from '../../vocabulary/roles';
import type { SignIn } from '../../store';
import type { SignInLimits } from './signInLimits';

/** Who acts, and in which role. */
export interface Identity {
  /** The browser in which they are signed in. Absent: a program with a token. */
  readonly visitor?: Visitor;
  /** Id of the token, or of the sign-in. */
  readonly tokenId: string;
  readonly role: Role;
  readonly staffId: string;
}

/** Who uses an open operation: an address, a browser, and perhaps a sign-in. */
export interface Visitor {
  /** Where the request comes from. For limits only: it is neither stored nor logged. */
  readonly address: string;
  readonly browser: string;
  /** The sign-in of the cookie, if it has not ended; at any stage. */
  readonly signIn: SignIn | undefined;
  readonly limits: SignInLimits;
  /** Gives the browser the cookie of a sign-in. */
  readonly keep: (secret: string) => void;
  /** Takes the cookie away. */
  readonly forget: () => void;
}

export interface RequestContext {
  readonly id: string;
  /** The pattern of the route, never the requested address. */
  route?: string;
  course?: string;
  who?: Identity;
  visitor?: Visitor;
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
