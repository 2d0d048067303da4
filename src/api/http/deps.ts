import type { RequestHandler } from 'express';
import type { IdentityProvider } from '../../accounts/provider';
import type { Logger } from 'pino';
import type { ProtocolLibrary } from '../../protocols/load';
import type { Keyring } from '../../security/keyring';
import type { Store } from '../../store';
import type { Patience } from '../../engine/broadcast';
import type { CourseEngine } from '../../engine/engine';
import type { Rehearsals, RehearsedPractice } from '../rehearsal';
import type { Links } from '../../messages/links';
import type { MailEnvironment } from '../../messages/mailServer';
import type { MailTransport } from '../../messages/transport';
import { fromMs, type Instant } from '../../time/instant';

/** The parts of the store the API uses. */
export type ApiStore = Pick<
  Store,
  | 'accountLinks'
  | 'accounts'
  | 'atOnce'
  | 'audit'
  | 'broadcasts'
  | 'calendarFeeds'
  | 'calendars'
  | 'changes'
  | 'clients'
  | 'consents'
  | 'courses'
  | 'events'
  | 'idempotency'
  | 'inquiries'
  | 'inquiryMails'
  | 'ledger'
  | 'invoices'
  | 'messageList'
  | 'mailSettings'
  | 'messages'
  | 'moneyLines'
  | 'pageAnswers'
  | 'pageCodes'
  | 'pageLinks'
  | 'plannedMessages'
  | 'ping'
  | 'practice'
  | 'practiceTasks'
  | 'protocols'
  | 'reads'
  | 'sessions'
  | 'setUpCode'
  | 'signIns'
  | 'staff'
  | 'stuck'
  | 'tasks'
  | 'tokens'
>;

export interface ApiLimits {
  /** Requests per minute with one token. Default: 600. */
  perToken: number;
  /** Requests per minute from one address without a valid token. Default: 1200. */
  perAddress: number;
}

export interface Mailer {
  readonly transport: Pick<MailTransport, 'send'>;
  readonly links: Links;
}

/** The practice's identity provider, as people call it. */
export interface Provider extends IdentityProvider {
  readonly name: string;
}

export interface ApiDeps {
  readonly store: ApiStore;
  readonly engine: CourseEngine;
  readonly log: Logger;
  /** Encrypts the secrets of second factors in the database. */
  readonly keyring: Keyring;
  /** The protocols in files. What was saved is in the store: see `protocolsOf`. Default: those of this release. */
  readonly protocols?: ProtocolLibrary;
  /** The codec server's router, mounted at `/codec`. Absent: the route does not exist. */
  readonly codec?: RequestHandler;
  readonly limits?: Partial<ApiLimits>;
  /** How long a broadcast to courses may take; tests set it. */
  readonly patience?: Partial<Patience>;
  /** Whether the disk of the embedded database has space. Absent: the database runs elsewhere. */
  readonly hasSpace?: () => Promise<boolean>;
  /** The folder of the built console, served at `/console`. Absent: there is no console. */
  readonly console?: string;
  /** Why the console could not be built, which `/console` says instead. */
  readonly consoleFailure?: () => string | undefined;
  /** Number of reverse proxies in front whose X-Forwarded-For is trusted. Default: 0. */
  readonly proxies?: number;
  /** Sends people their links to set a password. Absent: none are sent. */
  readonly mailer?: Mailer;
  /** By which people can sign in, too. Absent: by password alone. */
  readonly provider?: Provider;
  /** What the environment says of e-mail. */
  readonly mail?: MailEnvironment;
  /** Minutes after which somebody who is signed in and does nothing has to sign in again. Default: 30. */
  readonly idleMinutes?: number;
  /** How often an open stream shows that it is there; tests set it. Default: 20. */
  readonly heartbeatSeconds?: number;
  /** The wall clock; tests set it, and in a rehearsal it is the practice's time. */
  readonly now?: () => Date;
  /** Offers rehearsals. Only `npm start` gives it; without it, their operations do not exist. */
  readonly rehearsals?: Rehearsals;
  /** This is a rehearsal. People sign in by the machine's clock, however far the practice's time has moved. */
  readonly stage?: RehearsedPractice;
}

/** The practice's time. */
export const nowOf = ({ now }: Pick<ApiDeps, 'now'>): Instant => fromMs((now?.() ?? new Date()).getTime());

export const idleMinutesOf = ({ idleMinutes = 30 }: Pick<ApiDeps, 'idleMinutes'>): number => idleMinutes;
