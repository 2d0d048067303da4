/** Why a course waits, who can act, and what is possible now. */
import { saidIn, type Said } from '../selectors/clientsWords';
import { criteriaOf } from '../selectors/therapistsWord';
import type { SignalName } from '../../catalog/signals';
import type { Route } from '../../catalog/shapes';
import type { MessageOwed, Obligation } from '../clocks';
import type { WithheldReason } from '../events';
import { accounts, type Accounts } from '../money/accounts';
import { impossible, SIGNALS } from '../decide';
import { approvalBarred } from '../decide/approval';
import { byInstant, type Instant } from '../../time/instant';
import { askedOfClient, type Asked } from './asked';
import { askedOfPrescriber, type PrescriberAsked } from './askedOfPrescriber';
import { facts, type Facts } from './facts';
import { offeredToClient, type Offered } from './offered';
import { phase, type Phase } from './phase';
import type { Reason } from '../../vocabulary/reasons';
import type { Warning } from '../../vocabulary/warnings';
import { allWarnings } from '../warnings';
import { balanceCents } from '../money/ledger';
import { nextDeadline, pending, pendingOnHold } from '../step';
import type { Course, Task } from '../state';
import { dueAt, turn, type Turn } from './next';
import { gatesAhead, blockers, tasksInOrder, type Waiting } from './waiting';

export interface ComingUp {
  due: Instant;
  kind: Obligation['kind'];
  key: string;
  /** A message that will not go out as things are, and why. */
  withheld?: WithheldReason;
}

/** The current standing of a course. */
export interface Standing extends Pick<Turn, 'waitingOn'> {
  phase: Phase;
  nextDeadline?: Instant;
  onHold: boolean;
  balanceCents: number;
  tasks: Task[];
}

export interface AskedTask extends Task {
  /** What completing it confirms, one by one. */
  criteria?: string[];
  /** What the client said that it is about. */
  said?: Said;
}

export interface Status extends Standing, Turn {
  /** By when the earliest of what is still owed is or was due. */
  dueAt?: Instant;
  /** The most urgent first, as the gates. */
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
  /** What the client can do of their own accord. */
  offered: Offered[];
  /** What the prescriber can decide or report. */
  askedOfPrescriber: PrescriberAsked[];
  revision: number;
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
    waitingOn: turn(course, now).waitingOn,
    ...(deadline && { nextDeadline: deadline }),
    onHold: course.holds.length > 0,
    balanceCents: balanceCents(course.money),
    tasks: tasksInOrder(course),
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
  const said = saidIn(course, task);
  return { ...task, ...(criteria.length > 0 && { criteria }), ...(said && { said }) };
}

function barring(course: Course, now: Instant): Pick<Status, 'approvalBarred'> {
  const decidable = impossible(course, 'prescriberDecision', now).length === 0;
  const barred = decidable ? approvalBarred(course) : [];
  return barred.length > 0 ? { approvalBarred: barred } : {};
}

/** Everything staff need to see about a course at `now`. */
export function status(course: Course, now: Instant): Status {
  const due = dueAt(course);
  return {
    ...standing(course, now),
    ...turn(course, now),
    ...(due && { dueAt: due }),
    tasks: tasksInOrder(course).map((task) => asked(course, task)),
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
    offered: offeredToClient(course, now),
    askedOfPrescriber: askedOfPrescriber(course, now),
    revision: course.revision,
  };
}
