/** What one asks of a course; each answer derived, none stored. */
import { plusCivilDays } from '../../time/civil';
import { latest, plusMinutes, type Instant } from '../../time/instant';
import type { Course, Cycle, Hold, Prescription, Session, SessionKind } from '../state';

export const completed = (course: Course, kind: SessionKind): number =>
  course.sessions.filter((session) => session.kind === kind && session.status === 'completed').length;

export const scheduled = (course: Course, kind: SessionKind): Session | undefined =>
  course.sessions.find((session) => session.kind === kind && session.status === 'scheduled');

/** Booked sessions of a kind (of one cycle), the earliest first. */
export const bookedOf = (course: Course, kind: SessionKind, cycle?: number): Session[] =>
  course.sessions
    .filter((each) => each.kind === kind && each.status === 'scheduled')
    .filter((each) => cycle === undefined || each.cycle === cycle)
    .sort((a, b) => (a.start < b.start ? -1 : 1));

/** When the booked sessions of a kind (of one cycle) will have brought `owed` more; undefined with too few. */
export function endOfBooked(
  course: Course,
  kind: SessionKind,
  owed = 1,
  cycle?: number,
): Instant | undefined {
  const ends = bookedOf(course, kind, cycle)
    .map(({ start, minutes }) => plusMinutes(start, minutes))
    .sort();
  return owed > 0 ? ends[owed - 1] : undefined;
}

/** When what is booked will have integrated a cycle. */
export const integratedBy = (course: Course, { number, integrations }: Cycle): Instant | undefined =>
  endOfBooked(course, 'integration', course.protocol.integration.perCycle - integrations, number);

/** When the practice heard of what happened at an instant: then, or when it was told. */
export const reportedAt = ({ reportedLate: toldLate }: Course, at: Instant): Instant => toldLate[at] ?? at;

export const sessionOf = (course: Course, ref: string): Session | undefined =>
  course.sessions.find((session) => session.ref === ref);

/** A dosing session under way or in recovery. */
export const dosingUnderWay = (course: Course): Session | undefined =>
  course.sessions.find(({ status }) => status === 'inSession' || status === 'recovering');

/** Since when the course has not gone on. */
export const waitingSince = ({ holds: [hold], progressAt }: Course): Instant =>
  hold ? latest(hold.since, progressAt) : progressAt;

export const lastCycle = (course: Course): Cycle | undefined => course.cycles.at(-1);

/** The latest cycle, while its integration is owed. */
export function cycleOwing(course: Course): Cycle | undefined {
  const cycle = lastCycle(course);
  return cycle && !cycle.integratedAt && !cycle.overridden ? cycle : undefined;
}

/** When the latest cycle was done with: its integration overridden, or else completed. */
export function cycleDoneAt(course: Course): Instant | undefined {
  const cycle = lastCycle(course);
  const overridden = course.overrides.find(({ gate }) => gate === 'integration-owed');
  return cycle?.overridden ? (overridden?.at ?? cycle.endedAt) : cycle?.integratedAt;
}

/** Dosings of the series so far, boosters not counted. */
export const dosingsDone = (course: Course): number => course.cycles.filter(({ booster }) => !booster).length;

export const seriesDone = (course: Course): boolean => dosingsDone(course) >= course.dosingsPlanned;

export const inMaintenance = (course: Course): boolean => course.review?.decision === 'maintenance';

/** The review decided on more therapy: until when, before it is reviewed again. course.md §2 */
export const therapyUntil = ({ review }: Course): Instant | undefined =>
  review?.decision === 'moreTherapy' ? review.reviewOn : undefined;

/** A hold for safety: clinicians are paged, and only the role named in course.md §6 lifts it. */
export const isForSafety = ({ reason }: Hold): boolean => reason !== 'staff' && reason !== 'pause';

export const isPaused = ({ holds }: Course): boolean => holds.some(({ reason }) => reason === 'pause');

/** After a pause: from when a clinician looks before the next dosing. course.md §6 */
export function clinicianCheckFrom(course: Course): Instant | undefined {
  const { resumedAt, client, protocol } = course;
  const dosed = lastCycle(course)?.endedAt;
  return resumedAt && dosed
    ? latest(resumedAt, plusCivilDays(client.zone, dosed, protocol.clocks.pauseCheckDays))
    : undefined;
}

export const exploratoryDone = (course: Course): boolean =>
  dosingsDone(course) >= course.protocol.dosing.exploratory;

const evaluated = (course: Course): boolean =>
  course.evaluatedAt !== undefined || completed(course, 'medical') > 0;

/** The protocol wants the medical evaluation before any preparation, and it has not taken place. */
export const evaluationOwed = (course: Course): boolean =>
  course.protocol.screening.beforePreparation === true && !evaluated(course);

/** The practice holds the medical evaluation itself, and has not: nobody can approve yet. */
export const evaluationToHold = (course: Course): boolean =>
  course.protocol.fees.medical.kind !== 'none' && !evaluated(course);

/** Sessions of preparation that have taken place, without those a course opens with. */
export const prepared = (course: Course): number =>
  Math.max(0, completed(course, 'preparation') - openings(course));

const openings = ({ protocol }: Course): number => protocol.preparation.opening?.sessions ?? 0;

/** Opening sessions that have not taken place: the first of the preparation kind are these. */
export const openingOwed = (course: Course): number =>
  Math.max(0, openings(course) - completed(course, 'preparation'));

/** Sessions of the preparation kind until its minimum is met, the opening ones included. */
export const preparationOwed = (course: Course): number =>
  openingOwed(course) + Math.max(0, course.preparationMinimum - prepared(course));

/** Preparation proper waits for the supply, and none has come; more of it that the prescriber asked for does not. */
export const preparationWaits = ({ protocol, supply, referral }: Course): boolean =>
  protocol.preparation.afterSupply && supply.dispensed === 0 && referral?.answer !== 'morePreparation';

/** Of the sessions owed, those that can be held now. */
export function preparationPossible(course: Course): number {
  if (evaluationOwed(course)) return 0;
  return preparationWaits(course) ? openingOwed(course) : preparationOwed(course);
}

/** The next session of the preparation kind to be booked is an opening one. */
export const opensNext = (course: Course): boolean =>
  openingOwed(course) > bookedOf(course, 'preparation').length;

/** How long a session is planned to be when it is booked next. */
export function plannedMinutes(course: Course, kind: SessionKind): number {
  const { preparation, screening, dosing, integration } = course.protocol;
  const opening = opensNext(course) ? preparation.opening : undefined;
  return {
    preparation: (opening ?? preparation).minutes,
    medical: screening.minutes,
    dosing: dosing.minutes,
    integration: integration.minutes,
  }[kind];
}

/** Exploratory cycles done, dose not yet confirmed; a decline leaves nothing to confirm. course.md §4.4 */
export const doseReviewOwed = (course: Course): boolean =>
  course.protocol.dosing.exploratory > 0 &&
  exploratoryDone(course) &&
  !course.doseConfirmedAt &&
  !declined(course);

/** The prescriber has declined: no dosing any more; therapy may go on, or the course ends. course.md §6 */
export const declined = ({ referral }: Course): boolean => referral?.answer === 'declined';

/** A step is owed by the client, and nothing is booked that would be it. */
export function stepOwed(course: Course): boolean {
  const booked = course.sessions.some(({ status }) => status === 'scheduled');
  const withPartner = course.referral !== undefined && !course.approval && !course.referral.answer;
  const waits = withPartner || waitsForPractice(course) || supplyUnderWay(course) !== undefined;
  return !booked && !waits && !inMaintenance(course) && !declined(course);
}

/**
 * From when silence counts: the latest completed step, the day a booking fell away, or the end of the
 * therapy decided on. course.md §5
 */
export const silentSince = (course: Course): Instant =>
  [
    therapyUntil(course) ?? course.progressAt,
    ...course.sessions.flatMap(({ cancelledAt, missedAt }) => cancelledAt ?? missedAt ?? []),
  ].reduce(latest, course.progressAt);

/** When the silence has lasted so long that a clinician decides: civil days of the client. course.md §5 */
export const silenceDecides = (course: Course): Instant =>
  plusCivilDays(course.client.zone, silentSince(course), course.protocol.clocks.silenceDecisionDays);

/** dispensed − used − lost − destroyed: what is out there, quarantined or not; never negative. course.md §1 */
export const dosesOut = ({ supply: { dispensed, used, lost, destroyed } }: Course): number =>
  dispensed - used - lost - destroyed;

/** What is out there and may be used. */
export const dosesInSupply = (course: Course): number => dosesOut(course) - course.supply.quarantined;

/** Given at the clinic from its stock: nothing is prescribed to take home; the dose is the booked session. */
export const givenAtClinic = ({ protocol }: Course): boolean => protocol.supply.kind === 'infusion';

/** Doses are taken outside the clinic, and nobody has said in which state. course.md §4.11 */
export const placeOwed = (course: Course): boolean =>
  course.place === undefined && course.protocol.setting !== 'inPerson' && !givenAtClinic(course);

/** A next dose is there, or will be at the session itself. */
export const supplied = (course: Course): boolean => givenAtClinic(course) || dosesInSupply(course) > 0;

/** The latest prescription not yet arrived, nor lost, expired or overtaken by a changed order. */
export const supplyUnderWay = (course: Course): Prescription | undefined => {
  const latest = course.prescriptions.at(-1);
  const over = latest && (latest.receivedAt ?? latest.lostAt ?? latest.expiredAt ?? latest.voidedAt);
  return over ? undefined : latest;
};

/** Given up as lost or overtaken by a changed order, and not arrived: what turns up of it must not be used. */
export const isStray = ({ receivedAt, lostAt, voidedAt }: Prescription): boolean =>
  receivedAt === undefined && (lostAt ?? voidedAt) !== undefined;

/** A supply that may still arrive: under way, or sent before a changed order overtook it. */
export const supplyToArrive = (course: Course): Prescription | undefined =>
  supplyUnderWay(course) ?? course.prescriptions.find((one) => one.sentAt && isStray(one) && !one.lostAt);

/** The latest supply was lost, and the prescriber has not decided how to go on. course.md §6 */
export const lossUndecided = (course: Course): boolean => {
  const latest = course.prescriptions.at(-1);
  return latest?.lostAt !== undefined && !latest.lossDecidedAt;
};

/** Dosings may still come: in the series, or as boosters. */
export const dosingToCome = (course: Course): boolean => !seriesDone(course) || inMaintenance(course);

/** Approved, a dosing to come, and nothing to take nor on its way: the next dispense is the prescriber's move. */
const dispenseOwed = (course: Course): boolean =>
  course.approval !== undefined &&
  (!seriesDone(course) || (inMaintenance(course) && scheduled(course, 'dosing') !== undefined)) &&
  !doseReviewOwed(course) &&
  !supplied(course) &&
  !supplyUnderWay(course) &&
  !lossUndecided(course);

/** The next prescription is to be issued; one that has expired is renewed, by a task of its own. */
export const prescriptionOwed = (course: Course): boolean =>
  dispenseOwed(course) && !course.prescriptions.at(-1)?.expiredAt;

/** The client waits for others, who have their tasks: information, the dose review, a supply lost, expired or not prescribed yet. */
export const waitsForPractice = (course: Course): boolean =>
  (doseReviewOwed(course) && !cycleOwing(course)) ||
  course.referral?.answer === 'needsInformation' ||
  lossUndecided(course) ||
  dispenseOwed(course);

/** Who has not acknowledged the changed order by `at`; nobody while the first order stands. */
export function orderUnread({ order }: Course, at: Instant): ('client' | 'therapist')[] {
  if (!order) return [];
  return (['client', 'therapist'] as const).filter((who) => (order[who] ?? '9') > at);
}

/** End of the quarter that began with the latest medical evaluation, in the client's zone. */
export function quarterEnds(course: Course): Instant | undefined {
  return (
    course.evaluatedAt &&
    plusCivilDays(course.client.zone, course.evaluatedAt, course.protocol.followUp.everyDays)
  );
}

export interface BoosterWindow {
  cycle: number;
  notice: Instant;
  opens: Instant;
  closingNotice: Instant;
  closes: Instant;
}

/** The window for the next booster: civil weeks after the latest dosing, client's zone. course.md §5 */
export function boosterWindow(course: Course): BoosterWindow | undefined {
  const cycle = lastCycle(course);
  if (!inMaintenance(course) || !cycle?.endedAt) return undefined;
  const { endedAt } = cycle;
  const { opensDays, closesDays, noticeDays, closingNoticeDays } = course.protocol.maintenance;
  const after = (days: number): Instant => plusCivilDays(course.client.zone, endedAt, days);
  return {
    cycle: cycle.number,
    notice: after(noticeDays),
    opens: after(opensDays),
    closingNotice: after(closesDays - closingNoticeDays),
    closes: after(closesDays),
  };
}

/** Until when the latest cleared labs hold: civil days of the practice. */
export const labsHoldUntil = ({ labsClearedAt, practice, protocol }: Course): Instant | undefined =>
  labsClearedAt && plusCivilDays(practice.zone, labsClearedAt, protocol.screening.labsValidDays);

/** Labs the protocol asks for are cleared and still hold at `at`; true where it asks for none. */
export function labsHold(course: Course, at: Instant): boolean {
  if (!course.protocol.screening.labs) return true;
  const until = labsHoldUntil(course);
  return (
    until !== undefined && course.labsClearedAt !== undefined && course.labsClearedAt <= at && at <= until
  );
}

export const trainingOwed = ({ protocol, trainedAt }: Course): boolean =>
  protocol.screening.training && !trainedAt;

/** The session is one after which the protocol wants someone to take the client home, and nobody is named. */
export const rideHomeOwed = ({ protocol }: Course, { kind, setting, rideHome }: Session): boolean =>
  kind === 'dosing' && setting === 'inPerson' && protocol.dosing.rideHomeWhenInPerson && !rideHome;

/** An estimate under this reference has been issued: another one is told apart from it by its own. */
export const estimateKnown = ({ estimate, done }: Course, ref: string): boolean =>
  estimate?.ref === ref || Object.keys(done).some((key) => key.startsWith(`estimateReady:${ref}:`));
