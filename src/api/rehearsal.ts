/** What an installation has where practice courses can be played. In production, it has neither. */
import type { Stage } from '../rehearsal/stage';

export const REHEARSAL_STATES = ['off', 'starting', 'on', 'failed'] as const;

/** Offered by `npm start`: a rehearsal runs apart, with its own server, database and mailbox. */
export interface Rehearsals {
  state(): (typeof REHEARSAL_STATES)[number];
  /** Returns at once; `state` says when it is there. Does nothing if it runs. */
  start(): void;
  /** An address that opens it once. Undefined while there is none. */
  enter(): string | undefined;
  stop(): Promise<void>;
}

export interface RehearsedMail {
  id: string;
  at: string;
  to: string;
  subject: string;
  text: string;
}

/** This is a rehearsal. */
export interface RehearsedPractice extends Stage {
  /** Its own cookie: a browser sends cookies to every port of a machine. */
  readonly cookie: string;
  /** The latest first. */
  mails(): RehearsedMail[];
  /** Returns at once; until it is there again, every request is answered with 503. */
  startOver(): void;
}
