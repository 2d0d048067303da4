/** Why a course waits, who can act, and what is possible now. */
import { boosterWindow } from '../selectors/maintenance';
import { ownEvaluationOwed } from '../selectors/screening';
import { scheduledSession } from '../selectors/sessions';
import { criteriaOf, wordOwed } from '../selectors/therapistsWord';
import type { SignalName } from '../../catalog/signals';
import type { Role, Route } from '../../catalog/shapes';
import type { MessageOwed, Obligation } from '../clocks';
import type { WithheldReason } from '../events';
import { accounts, type Accounts } from '../money/accounts';
import { impossible, SIGNALS } from '../decide';
import { approvalBarred } from '../decide/approval';
import { closedGates } from '../gates';
import { byInstant, type Instant } from '../../time/instant';
import { askedOfClient, type Asked } from './asked';
import { facts, type Facts } from './facts';
import { phase, type Phase } from './phase';
import type { Reason } from '../../vocabulary/reasons';
import type { Warning } from '../../vocabulary/warnings';
import { allWarnings } from '../warnings';
import { balanceCents } from '../money/ledger';
import { nextDeadline, pending, pendingOnHold } from '../step';
import type { Course, Task } from '../state';
import { gatesAhead, blockers, type Waiting } from './waiting';

export interface ComingUp {
  due: Instant;
  kind: Obligation['kind'];
  key: string;
  /** A message that will not go out as things are, and why. */
  withheld?: WithheldReason;
}

/** The current standing of a course. */
export interface Standing {
  phase: Phase;
  /** The role that must take the next step. */
  waitingOn: Role | 'nobody';
  nextDeadline?: Instant;
  onHold: boolean;
  balanceCents: number;
  tasks: Task[];
}

export interface AskedTask extends Task {
  /** What completing it confirms, one by one. */
  criteria?: string[];
}

export interface Status extends Standing {
  tasks: AskedTask[];
  course: string;
  protocol: { id: string; version: number };
  /** How the client takes the dose, as ordered. */
  route?: Route;
  /** Each closed gate before the next dosing session, with who can open it. */
  gates: Reason[];
  /** What must come before an approval while one can be decided. */
  approvalBarred?: Reason[];
  possible: SignalName[];
  comingUp: ComingUp[];
  accounts: Accounts;
  /** What it waits for, since when, who can act, and what happens if nobody does. */
  waiting: Waiting;
  /** What to look at about the sessions booked now. */
  warnings: Warning[];
  /** What people choose from when they report. */
  facts: Facts;
  /** What the client can answer themselves. */
  asked: Asked[];
  revision: number;
}

const MOVES: Record<Exclude<Phase, 'enrolment' | 'preparation' | 'maintenance'>, Role | 'nobody'> = {
  medicalScreening: 'prescriber',
  supply: 'prescriber',
  scheduled: 'client',
  ready: 'therapist',
  inSession: 'therapist',
  recovering: 'therapist',
  integrationDue: 'therapist',
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

/** The role that must act next. */
export function waitingOn(course: Course): Role | 'nobody' {
  const [hold] = course.holds;
  if (hold) return hold.owner;
  const now = phase(course);
  if (now === 'enrolment') {
    const { protocol, consents, estimate } = course;
    if (protocol.consents.some((kind) => !consents[kind])) return 'client';
    return estimate ? 'client' : 'biller';
  }
  if (now === 'maintenance') {
    const window = boosterWindow(course);
    return window && course.clock >= window.notice ? 'client' : 'nobody';
  }
  const word = WORD_FIRST[now];
  if (word && wordOwed(course, word)) return 'therapist';
  if (now === 'medicalScreening' && course.referral?.answer === 'needsInformation') return 'therapist';
  if (now === 'medicalScreening' && ownEvaluationOwed(course) && !scheduledSession(course, 'medical'))
    return 'frontDesk';
  if (now === 'preparation') return scheduledSession(course, 'preparation') ? 'therapist' : 'frontDesk';
  if (now === 'scheduled')
    return (
      closedGates(course, course.clock, 'start', scheduledSession(course, 'dosing'))[0]?.resolvableBy[0] ??
      'therapist'
    );
  return MOVES[now];
}

/** Signals that are possible at `now`, whatever their fields. */
export function possibleSignals(course: Course, now: Instant): SignalName[] {
  return SIGNALS.filter((name) => impossible(course, name, now).length === 0);
}

/** The standing of a course at `now`. */
export function standing(course: Course, now: Instant): Standing {
  const deadline = nextDeadline(course, now);
  return {
    phase: phase(course),
    waitingOn: waitingOn(course),
    ...(deadline && { nextDeadline: deadline }),
    onHold: course.holds.length > 0,
    balanceCents: balanceCents(course.money),
    tasks: Object.values(course.tasks),
  };
}

const MAX_COMING_UP = 12;

const comes = ({ consents }: Course, owed: Obligation): ComingUp => {
  const { due, kind, key } = owed;
  const toClient = owed.kind === 'message' && owed.message.to === 'client';
  return { due, kind, key, ...(toClient && !consents.electronicMessages && { withheld: 'not-consented' }) };
};

const heldUp = ({ due, kind, key }: MessageOwed): ComingUp => ({ due, kind, key, withheld: 'on-hold' });

/** The next obligations, and what a hold withholds. */
export const comingUp = (course: Course, most: number): Status['comingUp'] =>
  [...pending(course).map((each) => comes(course, each)), ...pendingOnHold(course).map(heldUp)]
    .sort(byInstant(({ due }) => due))
    .slice(0, most);

function asked(course: Course, task: Task): AskedTask {
  const criteria = criteriaOf(course, task.kind);
  return criteria.length > 0 ? { ...task, criteria } : task;
}

function barring(course: Course, now: Instant): Pick<Status, 'approvalBarred'> {
  const decidable = impossible(course, 'prescriberDecision', now).length === 0;
  const barred = decidable ? approvalBarred(course) : [];
  return barred.length > 0 ? { approvalBarred: barred } : {};
}

/** Everything staff need to see about a course at `now`. */
export function status(course: Course, now: Instant): Status {
  return {
    ...standing(course, now),
    tasks: Object.values(course.tasks).map((task) => asked(course, task)),
    course: course.id,
    protocol: { id: course.protocol.id, version: course.protocol.version },
    ...(course.route && { route: course.route }),
    gates: gatesAhead(course, now),
    ...barring(course, now),
    possible: possibleSignals(course, now),
    comingUp: comingUp(course, MAX_COMING_UP),
    accounts: accounts(course),
    waiting: blockers(course, now),
    warnings: allWarnings(course),
    facts: facts(course, now),
    asked: askedOfClient(course, now),
    revision: course.revision,
  };
}
