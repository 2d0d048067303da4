/** The text of a message, as plain data. `../render.ts` fills it in. */

import type { PagePurpose } from '../../vocabulary/pages';

/** Whom a text is for. This decides the time zone of its times and how little the text reveals. */
export type Audience = 'client' | 'staff' | 'partner';

/**
 * One paragraph, as its variants from the most to the least detailed. The first variant whose placeholders
 * all have a value is used, so a missing fact makes a text less detailed, never wrong or broken. The last
 * variant may use only {practice}, {phone} and {reference}, which always have a value (a test checks this).
 */
export type Paragraph = string | readonly string[];

export interface Template {
  to: Audience;
  subject: Paragraph;
  body: readonly Paragraph[];
  /** The time shown large: when the session starts, by when something is due, or when it expires. */
  time?: 'start' | 'by' | 'expires';
  /** The label of the message's one link. The audience decides where it leads. */
  link: string;
  /**
   * The page that the link opens, for clients and for those who decide without an account. Without one, it says whom to call, and
   * leads staff to the course.
   */
  page?: PagePurpose;
  /** The calendar method, if a calendar file is attached. */
  calendar?: 'REQUEST' | 'CANCEL';
  /** A reminder or notice: the client can unsubscribe with one click. All other messages are transactional. */
  notice?: true;
}
