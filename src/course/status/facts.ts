/** What people choose from when they report: sessions, holds and supplies, and what is agreed. Derived, never stored. */
import type { ConsentKind } from '../../catalog/shapes';
import { plusMinutes, type Instant } from '../../time/instant';
import { closedGates, gateTurns } from '../gates';
import { packageName } from '../money/packages';
import { payerFee } from '../money/payer';
import { seriesDosingsDone } from '../selectors/cycles';
import { needsSupportPerson } from '../selectors/paperwork';
import { rolesIn } from '../selectors/staffing';
import { nextVitalsDue } from '../selectors/vitals';
import { dosesOnHand, givenAtClinic, usableDoses } from '../selectors/supply';
import type { Course, Hold, Measure, Prescription, Session, StaffRole } from '../state';
import type { Reason } from '../../vocabulary/reasons';
import type { Warning } from '../../vocabulary/warnings';
import { warningsAbout } from '../warnings';

/** One session of a course, as lists and calendars show it. */
export interface SessionFact {
  /** Such as `dosing-4`. */
  ref: Session['ref'];
  kind: Session['kind'];
  start: Instant;
  minutes: number;
  setting: Session['setting'];
  status: Session['status'];
  cycle?: number;
  booster?: true;
  /** The protocol requires a support person in the client’s home at this session. */
  supportPersonRequired?: true;
  supportPerson?: 'confirmed' | 'unavailable';
  rideHome?: 'confirmed';
  /** When the therapist attested that the client is ready. */
  readyAt?: Instant;
  vitalsBeforeAt?: Instant;
  /** The client measured them alone. */
  vitalsBeforeBy?: 'client';
  /** When a dosing session really began and ended, and the client was released. */
  startedAt?: Instant;
  endedAt?: Instant;
  releasedAt?: Instant;
  /** While a dosing session is under way: when vital signs must be taken next, if the protocol asks. */
  vitalsDueAt?: Instant;
  /** From when on it costs more, and by how much in cents, if its price grows with its length. */
  longerFrom?: { at: Instant; cents: number };
  /** The roles that hold it. */
  roles: StaffRole[];
  /** Of a booked dosing session: why it could not start now. */
  closedGates?: Reason[];
  /** What time alone changes about that until the next step: from each instant on, what would be closed then. */
  gatesLater?: { from: Instant; closedGates: Reason[] }[];
  /** Of a booked session: what to look at. */
  warnings?: Warning[];
}

/** Why the session could not start at `now`, from what was derived at an earlier step. Absent for other sessions. */
export const closedGatesAt = (
  { closedGates: first, gatesLater = [] }: Pick<SessionFact, 'closedGates' | 'gatesLater'>,
  now: Instant,
): Reason[] | undefined => gatesLater.filter(({ from }) => from <= now).at(-1)?.closedGates ?? first;

export const SESSION_STATUSES = [
  'scheduled',
  'inSession',
  'recovering',
  'completed',
  'cancelled',
  'noShow',
] as const satisfies readonly Session['status'][];

export const HOLD_REASONS = [
  'adverseEvent',
  'contraindication',
  'crisis',
  'safetyAnswer',
  'staff',
  'pause',
] as const satisfies readonly Hold['reason'][];

export interface SupplyFact extends Prescription {
  /** Such as `supply-2`. */
  ref: string;
}

export interface Facts {
  /** IANA zone of the client. */
  clientZone: string;
  /** Oldest booking first. */
  sessions: SessionFact[];
  holds: Hold[];
  supplies: SupplyFact[];
  /** Absent where doses are given from the clinic's stock. */
  doses?: { onHand: number; usable: number };
  dosings: { done: number; planned: number };
  consents: ConsentKind[];
  approvedUntil?: Instant;
  estimate?: { issuedAt: Instant; acknowledgedAt?: Instant };
  /** References of the latest instructions, and of the latest changed order. */
  instructions?: string;
  order?: string;
  measures: Measure[];
  packages: { ref: string; code: string; name: string; given: number; infusions: number }[];
}

function sessionFact(course: Course, session: Session, now: Instant): SessionFact {
  const { ref, kind, start, minutes, setting, status } = session;
  const { cycle, booster, supportPerson, rideHome, readyAt, vitalsBeforeAt, vitalsBeforeBy } = session;
  const ran = course.cycles.find(({ dosing }) => dosing === ref);
  return {
    ...{ ref, kind, start, minutes, setting, status },
    ...(cycle !== undefined && { cycle }),
    ...(booster && { booster }),
    ...(needsSupportPerson(course, session) && { supportPersonRequired: true }),
    ...(supportPerson && { supportPerson }),
    ...(rideHome && { rideHome }),
    ...(readyAt && { readyAt }),
    ...(vitalsBeforeAt && { vitalsBeforeAt }),
    ...(vitalsBeforeBy && { vitalsBeforeBy }),
    ...(ran && { startedAt: ran.startedAt }),
    ...(ran?.endedAt && { endedAt: ran.endedAt }),
    ...(ran?.releasedAt && { releasedAt: ran.releasedAt }),
    ...(status === 'inSession' && ran && underWay(course, ran.startedAt)),
    roles: rolesIn(course, session),
    ...(status === 'scheduled' && ahead(course, session, now)),
  };
}

function ahead(
  course: Course,
  session: Session,
  now: Instant,
): Pick<SessionFact, 'closedGates' | 'gatesLater' | 'warnings'> {
  const warnings = course.closed ? [] : warningsAbout(course, session);
  const missing = (at: Instant) => closedGates(course, at, 'start', session);
  const turns = session.kind === 'dosing' ? gateTurns(course, now, session) : [];
  return {
    ...(session.kind === 'dosing' && { closedGates: missing(now) }),
    ...(turns.length > 0 && { gatesLater: turns.map((from) => ({ from, closedGates: missing(from) })) }),
    ...(warnings.length > 0 && { warnings }),
  };
}

function underWay(course: Course, startedAt: Instant): Pick<SessionFact, 'vitalsDueAt' | 'longerFrom'> {
  const vitalsDueAt = nextVitalsDue(course);
  const fee = payerFee(course, 'dosing');
  return {
    ...(vitalsDueAt && { vitalsDueAt }),
    ...(fee.kind === 'firstHourThenFlat' && {
      longerFrom: { at: plusMinutes(startedAt, fee.firstMinutes), cents: fee.longerCents },
    }),
  };
}

/** All sessions of a course, the oldest booking first. Pure. */
export const sessionFacts = (course: Course, now: Instant): SessionFact[] =>
  course.sessions.map((session) => sessionFact(course, session, now));

/** Of a course at `now`. Pure. */
export function facts(course: Course, now: Instant): Facts {
  const { approval, estimate, instructions, order } = course;
  return {
    clientZone: course.client.zone,
    sessions: sessionFacts(course, now),
    holds: course.holds,
    supplies: course.prescriptions.map((each, index) => ({ ref: `supply-${index + 1}`, ...each })),
    ...(!givenAtClinic(course) && { doses: { onHand: dosesOnHand(course), usable: usableDoses(course) } }),
    dosings: { done: seriesDosingsDone(course), planned: course.dosingsPlanned },
    consents: Object.keys(course.consents) as ConsentKind[],
    ...(approval && { approvedUntil: approval.validUntil }),
    ...(estimate && {
      estimate: {
        issuedAt: estimate.issuedAt,
        ...(estimate.acknowledgedAt && { acknowledgedAt: estimate.acknowledgedAt }),
      },
    }),
    ...(instructions && { instructions: instructions.ref }),
    ...(order && { order: order.ref }),
    measures: course.measures,
    packages: course.packages.map(({ ref, code, given, infusions }) => ({
      ...{ ref, code, name: packageName(course, code), infusions },
      given: given.length,
    })),
  };
}
