/** What is next in a course, and whose turn it is: one rule for its page, the lists, and the Temporal UI. */
import type { Role } from '../../catalog/shapes';
import { earliest, type Instant } from '../../time/instant';
import { sameJson } from '../../vocabulary/json';
import { holdsUp, LATER, urgencyOf } from '../../vocabulary/urgency';
import { boosterWindow } from '../selectors/maintenance';
import { ownEvaluationOwed } from '../selectors/screening';
import { scheduledSession } from '../selectors/sessions';
import { wordOwed } from '../selectors/therapistsWord';
import type { Course } from '../state';
import { breachAt } from './deadlines';
import { phase, type Phase } from './phase';
import { blockersInOrder, gatesAhead, gatesTurn, type Blocker } from './waiting';

export type Next = Pick<Blocker, 'kind' | 'what' | 'sentence' | 'who' | 'session' | 'dueBy'>;

export interface Turn {
  /** The role that must act next. */
  waitingOn: Role | 'nobody';
  /** What it is, if it has a name, and all who can do it. */
  next?: Next;
}

/** What lists show of it, valid until the next step of the course. */
export interface Turns {
  /** Each from its instant on, the earliest first: time alone closes gates, and makes tasks overdue. */
  turns: ({ from: Instant } & Turn)[];
  /** The earliest time by which something still owed is or was due: a task, or a deadline. */
  dueAt?: Instant;
}

type Other = 'enrolment' | 'preparation' | 'maintenance' | 'scheduled' | 'ready' | 'integrationDue';

const MOVES: Record<Exclude<Phase, Other>, Role | 'nobody'> = {
  medicalScreening: 'prescriber',
  supply: 'prescriber',
  inSession: 'therapist',
  recovering: 'therapist',
  declined: 'therapist',
  doseReview: 'prescriber',
  betweenCycles: 'frontDesk',
  courseReview: 'therapist',
  therapy: 'therapist',
  closed: 'nobody',
};

/** What the therapist has to say before anybody else can act, by phase. */
const WORD_FIRST: Partial<Record<Phase, Parameters<typeof wordOwed>[1]>> = {
  medicalScreening: 'confirm-suitability',
  betweenCycles: 'confirm-readiness',
};

/** The role whose move it is in this phase, whatever else is owed. */
export function mover(course: Course, now: Instant): Role | 'nobody' {
  const [hold] = course.holds;
  if (hold) return hold.owner;
  const { protocol, consents, estimate, referral } = course;
  const here = phase(course);
  const word = WORD_FIRST[here];
  if (word && wordOwed(course, word)) return 'therapist';
  switch (here) {
    case 'enrolment':
      return estimate || protocol.consents.some((kind) => !consents[kind]) ? 'client' : 'biller';
    case 'preparation':
      return scheduledSession(course, 'preparation') ? 'therapist' : 'frontDesk';
    case 'medicalScreening':
      if (referral?.answer === 'needsInformation') return 'therapist';
      if (ownEvaluationOwed(course) && !scheduledSession(course, 'medical')) return 'frontDesk';
      return MOVES[here];
    case 'scheduled':
    case 'ready':
      return gatesAhead(course, now)[0]?.resolvableBy[0] ?? 'therapist';
    case 'integrationDue':
      return scheduledSession(course, 'integration') || protocol.integration.sameVisit
        ? 'therapist'
        : 'frontDesk';
    case 'maintenance': {
      const window = boosterWindow(course);
      return window && course.clock >= window.notice ? 'client' : 'nobody';
    }
    default:
      return MOVES[here];
  }
}

/** It cannot wait for whoever's move it is: it is about safety, or overdue. */
const presses = ({ what, who, dueBy }: Blocker, now: Instant): boolean =>
  who.length > 0 && (urgencyOf(what) < LATER || (dueBy !== undefined && dueBy <= now && holdsUp(what)));

/**
 * What is next at `now`: what is about safety, else what is overdue, else what the role can do whose move it is. In a phase
 * in which it is nobody's, the first open task.
 */
export function turn(course: Course, now: Instant): Turn {
  const moves = mover(course, now);
  const all = blockersInOrder(course, now);
  const found =
    all.find((each) => presses(each, now)) ??
    all.find(({ kind, who }) => (moves === 'nobody' ? kind === 'task' : who.includes(moves)));
  if (!found) return { waitingOn: moves };
  const { kind, what, sentence, who, session, dueBy } = found;
  const [first = moves] = who;
  return {
    waitingOn: moves !== 'nobody' && who.includes(moves) ? moves : first,
    next: {
      ...{ kind, what, sentence, who },
      ...(session !== undefined && { session }),
      ...(dueBy && { dueBy }),
    },
  };
}

/** The earliest time by which something still owed is or was due: a task, or a deadline. */
export const dueAt = (course: Course): Instant | undefined =>
  earliest(
    [breachAt(course), ...Object.values(course.tasks).map(({ dueBy }) => dueBy)].filter(
      (at) => at !== undefined,
    ),
  );

/** For lists, which show the course until its next step. Pure. */
export function turns(course: Course, now: Instant): Turns {
  const overdue = blockersInOrder(course, now).flatMap(({ dueBy }) => (dueBy && dueBy > now ? [dueBy] : []));
  const changes = [now, ...new Set([...overdue, ...gatesTurn(course, now)].sort())];
  const due = dueAt(course);
  return {
    turns: changes
      .map((from) => ({ from, ...turn(course, from) }))
      .filter((each, index, all) => !isSame(each, all[index - 1])),
    ...(due && { dueAt: due }),
  };
}

const isSame = (one: Turn, before: Turn | undefined): boolean =>
  before !== undefined && sameJson(one.next, before.next) && one.waitingOn === before.waitingOn;

/** Whose turn it is at `now`, from what was derived at an earlier step. */
export function turnAt({ turns: all }: Turns, now: Instant): Turn | undefined {
  const found = all.filter(({ from }) => from <= now).at(-1) ?? all[0];
  return found && { waitingOn: found.waitingOn, ...(found.next && { next: found.next }) };
}
