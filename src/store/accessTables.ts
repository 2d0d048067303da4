/** The tables of who may do what: staff, accounts, sign-ins and tokens. */
import type { Generated } from 'kysely';
import type { TokenRecord } from '../security/tokenStore';
import type { Instant } from '../time/instant';
import type { PagePurpose, ReaderRole } from '../vocabulary/pages';
import type { MemberRole } from '../vocabulary/roles';

export interface StaffTable {
  id: string;
  /** At least one. Where several would do, the first acts. */
  roles: MemberRole[];
  name: string;
  /** Without regard to capitals, of one person who has not left. */
  email: string;
  createdAt: Instant;
  /** When they left the staff. */
  leftAt: Instant | null;
}

export interface TokensTable {
  hash: string;
  id: string;
  role: TokenRecord['role'];
  staffId: string;
  createdAt: Instant;
  expiresAt: Instant | null;
  revokedAt: Instant | null;
  /** What it is for, in the words of whoever made it. */
  name: string | null;
  /** To the minute. */
  lastUsedAt: Instant | null;
}

export interface CodecSessionsTable {
  hash: string;
  tokenId: string;
  expiresAt: Instant;
}

export interface AccountsTable {
  staffId: string;
  /** Null: they sign in by the identity provider alone. */
  passwordHash: string | null;
  /** When the password was set. */
  changedAt: Instant;
  /** Of the second factor, encrypted. Null: it is off. */
  totpSecret: string | null;
  /** One that was shown and is not confirmed yet, encrypted. */
  totpOffered: string | null;
  /** The step of 30 seconds of the last code that was used. */
  totpStep: Generated<number>;
  /** Since when failed codes are counted, and how many there were. */
  codesSince: Generated<Instant | null>;
  codesFailed: Generated<number>;
}

export interface CalendarFeedsTable {
  staffId: string;
  hash: string;
  createdAt: Instant;
  /** Of the content when it was last read; empty until then. */
  etag: string;
  /** When the content was last seen to be another. */
  changedAt: Instant;
}

/** Why somebody may set a password by a link: they have none yet, or have forgotten it. */
export const LINK_PURPOSES = ['invitation', 'passwordReset'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

export interface AccountLinksTable {
  hash: string;
  staffId: string;
  purpose: LinkPurpose;
  expiresAt: Instant;
}

/** Why a link to a page no longer works, besides its age. `guessed`: too many wrong second facts. `overtaken`: decided otherwise. */
export const LINK_ENDS = ['used', 'replaced', 'revoked', 'guessed', 'overtaken'] as const;
export type LinkEnd = (typeof LINK_ENDS)[number];

/** A link to a page for the client of a course, for their support person, or for who prescribes without an account. */
export interface PageLinksTable {
  hash: string;
  courseId: string;
  purpose: PagePurpose;
  /** The session it is about. */
  about: string | null;
  /** The support person whose it is; null: the client's. */
  person: Generated<string | null>;
  /** Of the partner, or a prescriber without an account: whose address on file it went to, and the hash of that. */
  reader: Generated<ReaderRole | null>;
  addressHash: Generated<string | null>;
  createdAt: Instant;
  expiresAt: Instant;
  endedAt: Instant | null;
  endedBy: LinkEnd | null;
  /** How often the second fact was wrong. */
  wrongFacts: Generated<number>;
}

export interface PageCodesTable {
  linkHash: string;
  /** Null: it was used, or never left. */
  codeHash: string | null;
  sentAt: Instant;
  expiresAt: Instant;
  /** Tries with the latest code. */
  wrong: Generated<number>;
  /** Codes since `countedSince`. */
  sends: Generated<number>;
  countedSince: Instant;
}

export interface PageAnswersTable {
  courseId: string;
  /** What was asked: its kind, and since when. */
  asked: string;
  /** The id of the report that answers it. */
  answer: string;
  at: Instant;
  /** When the course had taken it; null: nobody knows that it has. */
  recordedAt: Generated<Instant | null>;
}

export interface RecoveryCodesTable {
  staffId: string;
  hash: string;
}

/** How far a sign-in has come: the password was given, and the second factor is asked for or is to be set up first. */
export const STAGES = ['signedIn', 'secondFactor', 'secondFactorSetup'] as const;
export type Stage = (typeof STAGES)[number];

export interface SignInsTable {
  id: string;
  hash: string;
  staffId: string;
  stage: Stage;
  /** Such as `Firefox on Windows`. */
  browser: string;
  createdAt: Instant;
  /** The last request, to the minute. */
  seenAt: Instant;
  /** The identity provider has asked for a second factor. */
  factorElsewhere: Generated<boolean>;
}
