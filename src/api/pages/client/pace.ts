/** How often a client can say the same kind of thing by their links: nobody reads a hundred wishes a day. */
import { attempts, type Attempts } from '../../../accounts/attempts';
import { saysUnwell } from './checkIn';
import type { Form } from './question';
import { saysHardThoughts } from './questionnaire';
import type { Item } from './questions';

/** Answers of a kind, in each course. Our own assumption. */
const MOST = 10;
const MINUTES = 24 * 60;

export type Pace = Attempts;
export const pace = (): Pace => attempts(MOST, MINUTES);

/** Whether somebody says that they are not well, or thinks of harming themselves. */
export const isUrgent = (form: Form): boolean => saysHardThoughts(form) || saysUnwell(form);

/** What is counted together. A new link is no new count, and what is urgent has one that nothing else uses up. */
export const countOf = (course: string, { kind }: Item, urgent: boolean): string =>
  `${course} ${kind}${urgent ? ' urgent' : ''}`;
