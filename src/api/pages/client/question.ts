/** How a page asks something of a client, or lets them do something, and the signal that their answer is. */
import type { Signal } from '../../../catalog/signals';
import type { Asked } from '../../../course/status/asked';
import type { Offered } from '../../../course/status/offered';
import type { Instant } from '../../../time/instant';
import type { Html } from './html';
import type { Texts } from './texts';

/** What a page knows to write with. */
export interface Words {
  texts: Texts;
  /** An instant within a sentence, on the clock that counts for the client. */
  when: (at: Instant) => string;
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
}

/** Something that a page asks of the client, or lets them do. */
export interface Question<A extends Asked | Offered> {
  /** It shows time and place at most, so that no second fact is asked. */
  open?: true;
  title: (words: Words, asked: A) => string;
  /** What a list of questions calls it, if several have the same title. */
  name?: (words: Words, asked: A) => string;
  /** What stands above the buttons. `form`: what was answered before, if it is asked again. `times`: free ones to choose from. */
  body: (words: Words, asked: A, form: Form, times: readonly Instant[]) => Html;
  /** The buttons: the likeliest first. */
  buttons: (texts: Texts) => readonly [yes: string, no?: string];
  crisis?: true;
  /** What the first button reports. Undefined if the form is not one of this page. */
  yes: (form: Form, asked: A, texts: Texts) => Answered | undefined;
  /** What the second button reports, if there is one. */
  no?: (asked: A, texts: Texts) => Answered;
}
