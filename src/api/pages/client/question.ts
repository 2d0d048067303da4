/** How a page asks something of a client, or lets them do something, and the signal that their answer is. */
import type { Signal } from '../../../catalog/signals';
import type { Asked } from '../../../course/status/asked';
import type { Offered } from '../../../course/status/offered';
import type { ConsentText } from '../../../store';
import type { Instant } from '../../../time/instant';
import type { Html } from './html';
import type { Texts } from './texts';

/** What a page knows to write with. */
export interface Words {
  texts: Texts;
  /** An instant within a sentence, on the clock that counts for the client. */
  when: (at: Instant) => string;
  /** The same with its year, for what is kept. */
  dated: (at: Instant) => string;
  amount: (cents: number) => string;
  /** A day, and a time of day, on the same clock. */
  day: (at: Instant) => string;
  time: (at: Instant) => string;
}

/** The fields of a form, as they were sent. */
export type Form = Readonly<Record<string, unknown>>;

/** What an answer reports: without who says it, and its id. */
type Reported<S = Signal> = S extends unknown ? Omit<S, 'id' | 'by' | 'occurredAt' | 'note'> : never;

export interface Answered {
  report: Reported;
  /** What the page says once it is recorded. */
  said: string;
  /** Crisis lines are shown with it. */
  crisis?: true;
  /** Somebody must look at it at once: it is counted by itself, and what helps stays in view also if it is not recorded. */
  urgent?: true;
  /** The name that the client typed under a text. It is kept beside the course, never in it. */
  signedAs?: string;
  /** They want an e-mail with the way to their documents. */
  copy?: true;
}

/** Why a form is shown again. */
export interface Unclear {
  problem: string;
}

/** What was looked up for a question. */
export interface Found {
  /** Free times to choose from. */
  times: readonly Instant[];
  /** The text that is to be signed. */
  text?: ConsentText;
}

/** Something that a page asks of the client, or lets them do. */
export interface Question<A extends Asked | Offered> {
  /** It shows time and place at most, so that no second fact is asked. */
  open?: true;
  title: (words: Words, asked: A) => string;
  /** What a list of questions calls it, if several have the same title. */
  name?: (words: Words, asked: A) => string;
  /** What stands above the buttons. `form`: what was answered before, if it is asked again. */
  body: (words: Words, asked: A, form: Form, found: Found) => Html;
  /** The buttons: the likeliest first. */
  buttons: (texts: Texts) => readonly [yes: string, no?: string];
  /** Whether the buttons stand in the body, with this form. */
  ownButtons?: (asked: A, form: Form) => boolean;
  crisis?: true;
  /** What the first button reports. Undefined if the form is not one of this page. */
  yes: (form: Form, asked: A, texts: Texts, found: Found) => Answered | Unclear | undefined;
  /** What the second button reports, if there is one. */
  no?: (asked: A, texts: Texts) => Answered;
}
