/** The tables of the practice itself: its settings, its protocols, its clients, and who looks after them. */
import type { ColumnType, Generated, RawBuilder } from 'kysely';
import type { Instant } from '../time/instant';
import type { ConsentKind } from '../catalog/shapes';
import type { Hours } from '../time/opening';
import type { PageLanguage } from '../vocabulary/pages';
import { STAFF_ROLES, type StaffRole } from '../vocabulary/roles';
import type { Json } from './values';

/** How the connection to the mail server is secured: from its start, by STARTTLS, or not. */
export const MAIL_SECURITIES = ['tls', 'starttls', 'none'] as const;
export type MailSecurity = (typeof MAIL_SECURITIES)[number];

/** Whose e-mails can go to an address of their own; `partner` is the prescriber partner. */
export const CONTACT_ROLES = [...STAFF_ROLES, 'partner'] as const;

/** Who receives the staff messages for a role. */
export type Contacts = Partial<
  Record<(typeof CONTACT_ROLES)[number], { email: string; phone?: string | undefined }>
>;

export interface PracticeTable {
  id: number;
  name: string;
  zone: string;
  senderName: string;
  senderAddress: string;
  callbackNumber: string;
  officeAddress: string | null;
  videoLink: string | null;
  /** Civil dates, `YYYY-MM-DD`. */
  closedDays: Json<string[]>;
  contacts: Json<Contacts>;
  /** Whether a password alone signs nobody in. */
  secondFactorRequired: Generated<boolean>;
  /** Whether a link of the partner asks for a code that goes to their address. */
  partnerCodeRequired: Generated<boolean>;
  /** When it is open. Null: not entered. */
  hours: ColumnType<Hours | null, RawBuilder<Hours> | null, RawBuilder<Hours> | null>;
  /** Ids of those that are offered. Null: all. */
  protocols: string[] | null;
  /** Null: as `INQUIRIES_UNSET`. */
  inquiries: ColumnType<
    InquirySettings | null,
    RawBuilder<InquirySettings> | null,
    RawBuilder<InquirySettings> | null
  >;
}

/** How the practice takes inquiries. */
export interface InquirySettings {
  /** Whether the public form is there. */
  form: boolean;
  /** Sites that may show the form inside a page of theirs, such as `https://cedar.example`. */
  origins: string[];
  /** Business days within which an inquiry is answered. */
  answerDays: number;
  consultMinutes: number;
  /** What the form asks, in the practice’s own words, in English and Spanish. */
  questions: { en: string; es?: string | undefined }[];
}

/** What holds until the practice has set something. */
export const INQUIRIES_UNSET: InquirySettings = {
  ...{ form: false, origins: [], answerDays: 1, consultMinutes: 15, questions: [] },
};

export interface MailSettingsTable {
  id: number;
  host: string;
  port: number;
  security: MailSecurity;
  username: string | null;
  passwordSealed: string | null;
}

export interface SetUpCodeTable {
  id: number;
  hash: string;
  expiresAt: Instant;
}

export interface ProtocolsTable {
  id: string;
  version: number;
  /** As a file would have it, with the origin of each value. */
  content: Json<unknown>;
  savedAt: Instant;
  savedBy: string;
}

/** A text that clients sign. */
export interface ConsentTextsTable {
  kind: ConsentKind;
  language: PageLanguage;
  version: number;
  body: string;
  /** Of the body, in hexadecimal. */
  sha256: string;
  savedAt: Instant;
  savedBy: string;
}

/** Under which name a text was signed on a page: only here, never in the course. */
export interface ConsentSignaturesTable {
  courseId: string;
  signalId: string;
  kind: ConsentKind;
  language: PageLanguage;
  version: number;
  typedName: string;
  signedAt: Instant;
}

export interface CareTeamTable {
  courseId: string;
  role: StaffRole;
  staffId: string;
}

export interface ClientsTable {
  id: string;
  name: string;
  /** Null: everything that would be mailed becomes a call. */
  email: string | null;
  phone: string | null;
  zone: string;
  optedOutAt: Instant | null;
  unsubscribeToken: string;
  createdAt: Instant;
}

export interface SupportPersonsTable {
  id: string;
  clientId: string;
  name: string;
  email: string;
  phone: string | null;
  createdAt: Instant;
}
