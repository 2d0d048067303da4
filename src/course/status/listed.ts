/** What the lists of the practice show of a course. Stored with each step, in the database only. */
import type { Instant } from '../../time/instant';
import type { Course } from '../state';
import { sessionFacts, type SessionFact } from './facts';
import { moneyLines, type MoneyLine } from './moneyLines';
import { turns, type Turns } from './next';
import { plannedMessages, type PlannedMessage } from './planned';

export interface Listed {
  /** All sessions of the course. */
  sessions: SessionFact[];
  /** The e-mails it will send by itself. */
  planned: PlannedMessage[];
  /** What billing has to look at. */
  money: MoneyLine[];
  /** Whose turn it is, and by when. */
  turns: Turns;
}

export const listed = (course: Course, now: Instant): Listed => ({
  sessions: sessionFacts(course, now),
  planned: plannedMessages(course, now),
  money: moneyLines(course),
  turns: turns(course, now),
});
