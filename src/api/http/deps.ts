import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { ProtocolLibrary } from '../../protocols/load';
import type { Store } from '../../store';
import type { Patience } from '../../engine/broadcast';
import type { CourseEngine } from '../../engine/engine';

/** The parts of the store the API uses. */
export type ApiStore = Pick<
  Store,
  | 'atOnce'
  | 'audit'
  | 'broadcasts'
  | 'clients'
  | 'courses'
  | 'events'
  | 'idempotency'
  | 'ledger'
  | 'messages'
  | 'ping'
  | 'practice'
  | 'practiceTasks'
  | 'stuck'
  | 'tasks'
  | 'tokens'
>;

export interface ApiLimits {
  /** Requests a minute with one token. Default 600. */
  perToken: number;
  /** Requests a minute from one address without a token that holds. Default 1200. */
  perAddress: number;
}

export interface ApiDeps {
  readonly store: ApiStore;
  readonly engine: CourseEngine;
  readonly log: Logger;
  /** What a course can begin with or move to. Default: the shipped protocols. */
  readonly protocols?: ProtocolLibrary;
  /** The codec server's router, mounted at `/codec`. Absent: no such route. */
  readonly codec?: RequestHandler;
  readonly limits?: Partial<ApiLimits>;
  /** How long telling many courses may take; tests set it. */
  readonly patience?: Partial<Patience>;
  /** Whether the disk of our own database has space. Absent: the database is elsewhere, and says so itself. */
  readonly hasSpace?: () => Promise<boolean>;
  /** How many reverse proxies stand in front, whose X-Forwarded-For is believed. Default 0. */
  readonly proxies?: number;
  /** The wall clock; tests set it. */
  readonly now?: () => Date;
}
