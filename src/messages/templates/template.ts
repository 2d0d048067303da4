/** What a message says, as plain data. Rendering is elsewhere; see `../render.ts`. */

/** Who a text is written for. It decides whose zone times are told in and how little is said. */
export type Audience = 'client' | 'staff' | 'partner';

/**
 * One paragraph, as its variants from the fullest to the plainest. The first whose placeholders all
 * have a value is used, so a missing fact makes a text plainer, never wrong or broken. The last
 * variant may name only {practice}, {phone} and {course}, which are always there (a test holds this).
 */
export type Paragraph = string | readonly string[];

export interface Template {
  to: Audience;
  subject: Paragraph;
  body: readonly Paragraph[];
  /** The time shown large: when it is, or by when it is owed. */
  time?: 'start' | 'by';
  /** The words on the one link of the message. Where it leads follows from the audience. */
  link: string;
  /** A calendar file goes with it. */
  calendar?: 'REQUEST' | 'CANCEL';
  /** A reminder or notice, which a client can unsubscribe from with one click; the rest is transactional. */
  notice?: true;
}
