import { bookingsOf, dosingInProgress, scheduledSession, sessionOf } from '../selectors/sessions';
import { beforeTakeover } from '../selectors/takenOver';
import { lastCycle } from '../selectors/cycles';
import { outsideLimits, vitalsMissing } from '../selectors/vitals';
import { needsSupportPerson } from '../selectors/paperwork';
import { closedGates } from '../gates';
import { minutesBetween, type Instant } from '../../time/instant';
import { chargeEvents } from '../money/ledger';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Session, Vitals } from '../state';
import { accept, refuse, reported, sessionIn, unless, type Decider } from './decider';
import { routeAsOrdered } from './route';
import { allAhead, minutesTaken, startedTooEarly, timeProblems } from './timing';

const dosingBooked = (course: Course): Reason[] =>
  unless(
    scheduledSession(course, 'dosing') ?? dosingInProgress(course),
    reason('no-session-booked:kind', { kind: 'dosing' }),
  );

type AboutDosing =
  'supportPersonConfirmed' | 'supportPersonUnavailable' | 'rideHomeConfirmed' | 'readinessAttested';

/** A signal about a booked dosing session that changes nothing else. */
function aboutDosing(): Decider<AboutDosing> {
  return {
    open: dosingBooked,
    decide: (course, signal, at) => {
      const found = sessionIn(course, signal.session, ['dosing'], ['scheduled']);
      return 'reasons' in found ? refuse(...found.reasons) : accept(reported(signal, at));
    },
  };
}

export const supportPersonConfirmed = aboutDosing();
export const supportPersonUnavailable = aboutDosing();
export const rideHomeConfirmed = aboutDosing();
export const readinessAttested = aboutDosing();

/** The lower pressure is below the upper one: otherwise, the two were swapped or mistyped. */
const contradiction = (vitals: Vitals | undefined): Reason[] =>
  unless(
    !vitals || vitals.diastolic < vitals.systolic,
    reason('vitals-contradict', { reading: `${vitals?.systolic}/${vitals?.diastolic}` }),
  );

/** What was taken during a session may be entered after the release. */
const VITALS_IN: Record<'before' | 'during' | 'after', Session['status'][]> = {
  before: ['scheduled'],
  during: ['inSession', 'recovering', 'completed'],
  after: ['inSession', 'recovering'],
};

export const vitalsRecorded: Decider<'vitalsRecorded'> = {
  open: (course) => (vitalsMissing(course) ? [] : dosingBooked(course)),
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['dosing'], VITALS_IN[signal.when]);
    const reasons = [...('reasons' in found ? found.reasons : []), ...contradiction(signal.vitals)];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const dosingStarted: Decider<'dosingStarted'> = {
  open: (course, at) => {
    const session = scheduledSession(course, 'dosing');
    return [
      ...dosingBooked(course),
      ...unless(!dosingInProgress(course), reason('dosing-under-way')),
      ...closedGates(course, at, 'start', session),
      ...(session ? startedTooEarly(session, at) : []),
    ];
  },
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['dosing'], ['scheduled']);
    if ('reasons' in found) return refuse(...found.reasons);
    const alone = needsSupportPerson(course, found.session) && signal.supportPersonPresent === false;
    const reasons = [
      ...unless(!alone, reason('support-person-absent')),
      ...routeAsOrdered(course, signal.route),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

const inSession = (course: Course): Reason[] =>
  unless(dosingInProgress(course)?.status === 'inSession', reason('no-dosing-under-way'));

export const dosingEnded: Decider<'dosingEnded'> = {
  open: inSession,
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['dosing'], ['inSession']);
    if ('reasons' in found) return refuse(...found.reasons);
    const startedAt = lastCycle(course)?.startedAt ?? found.session.start;
    const backwards = unless(at >= startedAt, reason('ends-before-start'));
    if (backwards.length > 0) return refuse(...backwards);
    return accept(
      reported(signal, at),
      ...chargeEvents(course, found.session, minutesBetween(startedAt, at), at),
    );
  },
};

const recovering = (course: Course): Reason[] =>
  unless(dosingInProgress(course)?.status === 'recovering', reason('nobody-recovering'));

const tooEarly = (course: Course, at: Instant): Reason[] =>
  unless(at >= (lastCycle(course)?.endedAt ?? at), reason('released-before-end'));

export const clientReleased: Decider<'clientReleased'> = {
  open: recovering,
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['dosing'], ['recovering']);
    const alone = unless(signal.escort, reason('escort-missing'));
    if ('reasons' in found) return refuse(...found.reasons, ...alone);
    const reasons = [
      ...alone,
      ...tooEarly(course, at),
      ...contradiction(signal.vitals),
      ...(beforeTakeover(course, at)
        ? []
        : vitalsAtRelease(course, signal.vitals ?? found.session.vitalsAfter)),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

/** Nobody can be kept. It ends the session without the conditions of a release, and is followed up the same day. */
export const clientLeftAgainstAdvice: Decider<'clientLeftAgainstAdvice'> = {
  open: recovering,
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['dosing'], ['recovering']);
    const reasons = [...('reasons' in found ? found.reasons : []), ...tooEarly(course, at)];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

/** The limits at the start also apply at the release, unless the prescriber sets others. §3, §4.9 */
function vitalsAtRelease({ protocol, vitalsLimits }: Course, vitals: Vitals | undefined): Reason[] {
  const asked = protocol.dosing.vitalsAtRelease || vitalsLimits;
  if (!vitals) {
    return unless(!asked, reason('vitals-missing:after'));
  }
  return unless(!vitalsLimits || !outsideLimits(vitals, vitalsLimits), reason('vitals-outside-limits'));
}

export const integrationCompleted: Decider<'integrationCompleted'> = {
  open: (course) =>
    unless(
      scheduledSession(course, 'integration'),
      reason('no-session-booked:kind', { kind: 'integration' }),
    ),
  ahead: (course, at) =>
    allAhead(bookingsOf(course, 'integration'), (session) => startedTooEarly(session, at)),
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['integration'], ['scheduled']);
    if ('reasons' in found) return refuse(...found.reasons);
    const cycle = course.cycles.find(({ number }) => number === found.session.cycle);
    const dosing = cycle && sessionOf(course, cycle.dosing);
    const { sameVisit } = course.protocol.integration;
    const began = signal.took?.from ?? found.session.start;
    const reasons = [
      ...timeProblems(found.session, at, signal.took),
      ...unless(
        cycle?.endedAt === undefined || !(signal.took ?? sameVisit) || began >= cycle.endedAt,
        reason('integration-overlaps-dosing'),
      ),
      ...unless(
        (dosing?.status === 'completed' || (sameVisit && dosing?.status === 'recovering')) &&
          cycle?.endedAt !== undefined &&
          at >= cycle.endedAt,
        reason('dosing-not-released'),
      ),
    ];
    return reasons.length > 0
      ? refuse(...reasons)
      : accept(
          reported(signal, at),
          ...chargeEvents(course, found.session, minutesTaken(found.session, signal.took), at),
        );
  },
};
