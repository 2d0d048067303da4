/** The next state after an event: the only place where state changes. Total; never throws. */
import type { EventOf, EventType, Recorded, RecordedOf } from '../events';
import { minutesBetween } from '../../time/instant';
import { noMoney } from '../money/ledger';
import type { Course, Patch } from '../state';
import { beforeTakeover } from '../selectors/takenOver';
import { recordSignal } from '../corrections/signalLog';
import { course as whole } from './course';
import { enrolment } from './enrolment';
import { medical } from './medical';
import { money } from './money';
import { system } from './system';
import type { Evolve, Rows } from '../patches/patch';
import { sessions } from './sessions';
import { supply } from './supply';

const EVOLVE: Rows = { ...enrolment, ...medical, ...supply, ...sessions, ...whole, ...money, ...system };

export const EVENT_TYPES = Object.keys(EVOLVE) as EventType[];

/** Events that complete a step of care. Each restarts the silence clock. */
const PROGRESS = new Set<EventType>([
  'courseStarted',
  'consentSigned',
  'sessionCompleted',
  'prescriberDecision',
  'morePreparationNeeded',
  'labsCleared',
  'trainingCompleted',
  'shipmentReceived',
  'dosingEnded',
  'integrationCompleted',
  'doseConfirmed',
  'doseChanged',
  'followUpCompleted',
  'courseReviewed',
  'holdLifted',
]);

/** The state of a course that has just started. */
export function begin(event: EventOf<'courseStarted'>): Course {
  const { course, protocol, practice, client, at, dosings, takenOverAt } = event;
  return {
    version: 1,
    id: course,
    startedAt: at,
    ...(takenOverAt !== undefined && { takenOverAt }),
    protocol,
    practice,
    client,
    revision: 0,
    sequence: 0,
    clock: at,
    reportedLate: {},
    progressAt: at,
    consents: {},
    sessions: [],
    preparationMinimum: protocol.preparation.minimum,
    prescriptions: [],
    supply: { dispensed: 0, used: 0, lost: 0, destroyed: 0, quarantined: 0 },
    cycles: [],
    dosingsPlanned: dosings ?? protocol.dosing.planned,
    ...(dosings !== undefined && { dosingsSet: true as const }),
    holds: [],
    holdsPlaced: 0,
    medicalReviewOwed: false,
    measures: [],
    overrides: [],
    money: noMoney,
    packages: [],
    tasks: {},
    done: {},
    undelivered: {},
    answers: {},
    signalLog: {},
  };
}

/** A report within this time of the event is not late. */
const LATE_MINUTES = 60;

/**
 * Late reports by people. What a clock notices late was known already, and so was what came along with a takeover. What
 * happened before one and is reported afterward is late by any minute: nothing that was due then goes out.
 */
function reportedLate(course: Course, { at, recordedAt, by }: Recorded): Course['reportedLate'] {
  const inTime = beforeTakeover(course, at)
    ? recordedAt === course.takenOverAt
    : minutesBetween(at, recordedAt) < LATE_MINUTES;
  return inTime || by.role === 'system' ? course.reportedLate : { ...course.reportedLate, [at]: recordedAt };
}

function apply<T extends EventType>(course: Course, event: RecordedOf<T> & { type: T }): Patch {
  const row: Evolve<T> = EVOLVE[event.type];
  return row(course, event);
}

/** Folds one recorded event into the course. `undefined` is the course before its first event. */
export function evolve(course: Course | undefined, event: Recorded): Course {
  const before = course ?? begin(event as EventOf<'courseStarted'>);
  const patched = { ...before, ...apply(before, event) };
  patched.signalLog = recordSignal({ ...before, signalLog: patched.signalLog ?? {} }, event);
  const kept = Object.entries(patched).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(kept) as unknown as Course),
    sequence: event.seq,
    clock: event.at > before.clock ? event.at : before.clock,
    reportedLate: reportedLate(before, event),
    progressAt: PROGRESS.has(event.type) && event.at > before.progressAt ? event.at : before.progressAt,
  };
}
