import { seriesDone } from '../selectors/cycles';
import { evaluationOwedFirst } from '../selectors/screening';
import { inMaintenance } from '../selectors/maintenance';
import { nextIsOpening, plannedMinutes, preparationAwaitsSupply } from '../selectors/preparation';
import { bookingsOf, scheduledSession, sessionOf } from '../selectors/sessions';
import { beforeTakeover } from '../selectors/takenOver';
import { integrationToChoose, nextSession } from '../selectors/windows';
import type { SignalOf } from '../../catalog/signals';
import {
  bookings,
  cancelledByPractice,
  integrationsMovedWith,
  dependentIntegrations,
  rescheduledTo,
  overlappingBooking,
  type TimeSlot,
} from '../selectors/bookings';
import { boosterWindowOpen, closedGates, gatesAgainstMove } from '../gates';
import { plusMinutes, type Instant } from '../../time/instant';
import { chargeEvents, dueBeforeCents, lateFeeEvents, noticeEnds } from '../money/ledger';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Session } from '../state';
import { SESSION_KINDS } from '../../vocabulary/sessionKinds';
import { SETTING_WORDS } from './words';
import { allAhead, minutesTaken, notYetMissed, startedTooEarly, timeProblems } from './timing';
import { accept, refuse, reported, sessionIn, unless, type Decider } from './decider';

const startInFuture = (start: Instant, at: Instant): Reason[] =>
  unless(start > at, reason('session-in-the-past'));

function noOverlap(course: Course, spans: readonly TimeSlot[]): Reason[] {
  const other = overlappingBooking(course, spans);
  return unless(!other, reason('session-overlaps', { session: other?.ref ?? '' }));
}

/** Where a dosing session may take place. House calls are few, at the start, and approved. */
function settingProblems(course: Course, session: Session): Reason[] {
  const houseCalls = course.sessions.filter(
    ({ ref, kind, setting, status }) =>
      ref !== session.ref &&
      kind === 'dosing' &&
      setting === 'houseCall' &&
      status !== 'cancelled' &&
      status !== 'noShow',
  ).length;
  const { houseCallsApproved = 0, protocol } = course;
  const offered = [protocol.setting, ...(protocol.dosing.alsoIn ?? [])];
  const mayStill = houseCalls < course.protocol.dosing.houseCallsMax;
  const atTheStart = course.cycles.every(({ dosing }) =>
    course.sessions.some(({ ref, setting }) => ref === dosing && setting === 'houseCall'),
  );
  return [
    ...unless(
      session.setting === 'houseCall' || offered.includes(session.setting),
      reason('setting-not-offered', { settings: offered.map((each) => SETTING_WORDS[each]).join(' or ') }),
    ),
    ...unless(
      session.setting !== 'houseCall' || (mayStill && atTheStart),
      reason('house-calls-used', { most: course.protocol.dosing.houseCallsMax }),
    ),
    ...unless(
      session.setting !== 'houseCall' || !mayStill || !atTheStart || houseCalls < houseCallsApproved,
      reason('house-call-unapproved', { approved: houseCallsApproved }),
    ),
  ];
}

const dosingBookable = (course: Course, session: Session, at: Instant): Reason[] => [
  ...closedGates(course, at, 'booking', session),
  ...unless(!preparationAwaitsSupply(course), reason('supply-not-arrived')),
  ...unless(!scheduledSession(course, 'dosing'), reason('dosing-already-booked:booking')),
  ...unless(!seriesDone(course) || inMaintenance(course), reason('series-complete')),
  ...[boosterWindowOpen(course, session.start)].flatMap((why) => (why ? [why] : [])),
  ...settingProblems(course, session),
];

/** Where the evaluation comes first, it must be done, or booked to end by `start`. */
function evaluationFirst(course: Course, start: Instant): Reason[] {
  const booked = scheduledSession(course, 'medical');
  return unless(
    !evaluationOwedFirst(course) || (booked && plusMinutes(booked.start, booked.minutes) <= start),
    reason('evaluation-owed:booking'),
  );
}

/** A client books only what the protocol leaves to them: an integration as planned, within its window. */
function leftToClient(course: Course, signal: SignalOf<'sessionScheduled'>): Reason[] {
  if (signal.by.role !== 'client') return [];
  const { kind, start, minutes, setting } = signal;
  const window = kind === 'integration' && !minutes && !setting ? integrationToChoose(course) : undefined;
  const { from = start, to } = window ?? {};
  const length = plannedMinutes(course, kind);
  const within = start >= from && (to === undefined || plusMinutes(start, length) <= to);
  return unless(window && within, reason('not-for-client-to-book'));
}

export const sessionScheduled: Decider<'sessionScheduled'> = {
  decide: (course, signal, at) => {
    const { kind, start, minutes, setting, note } = signal;
    const number = course.sessions.filter((each) => each.kind === kind).length + 1;
    const { cycle, ...next } = nextSession(course, kind);
    const session: Session = {
      ...next,
      ref: `${kind}-${number}`,
      start,
      minutes: minutes ?? plannedMinutes(course, kind),
      setting: setting ?? course.protocol.setting,
      revision: 0,
      bookedAt: at,
      status: 'scheduled',
      ...(cycle !== undefined && { cycle }),
    };
    const reasons = [
      ...leftToClient(course, signal),
      ...startInFuture(start, at),
      ...noOverlap(course, [session]),
      ...(kind === 'dosing' ? dosingBookable(course, session, at) : []),
      ...unless(kind !== 'integration' || cycle !== undefined, reason('nothing-to-integrate')),
      ...(kind === 'preparation' ? evaluationFirst(course, start) : []),
      ...unless(
        kind !== 'preparation' || !preparationAwaitsSupply(course) || nextIsOpening(course),
        reason('supply-not-arrived'),
      ),
    ];
    return reasons.length > 0
      ? refuse(...reasons)
      : accept({ type: 'sessionScheduled', at, session, ...(note !== undefined && { note }) });
  },
};

const anyBooked = (course: Course): Reason[] =>
  unless(
    SESSION_KINDS.some((kind) => scheduledSession(course, kind)),
    reason('no-session-booked:any'),
  );

/** Within the practice’s notice period. §7 */
const isLate = (course: Course, session: Session, at: Instant): boolean => at > noticeEnds(course, session);

/** At the client’s own wish. The practice, the weather or an absent support person are not the client’s fault. */
const byClient = ({ by, reason: why }: Pick<SignalOf<'sessionRescheduled'>, 'by' | 'reason'>): boolean =>
  why === 'client' || (by.role === 'client' && (why === undefined || why === 'other'));

/** Why a dosing session must not be moved there, or take place in another setting. */
const againstMove = (course: Course, before: Session, after: Session, at: Instant): Reason[] =>
  after.kind === 'dosing'
    ? [
        ...gatesAgainstMove(course, at, before, after),
        ...(before.setting === after.setting ? [] : settingProblems(course, after)),
      ]
    : [];

export const sessionRescheduled: Decider<'sessionRescheduled'> = {
  open: anyBooked,
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, SESSION_KINDS, ['scheduled']);
    const past = startInFuture(signal.start, at);
    if ('reasons' in found) return refuse(...found.reasons, ...past);
    const { session, start, note } = signal;
    const early = found.session.booster ? boosterWindowOpen(course, start) : undefined;
    const minutes = signal.minutes ?? found.session.minutes;
    const to = { ref: session, start, minutes };
    const setting = signal.setting ?? found.session.setting;
    const along = integrationsMovedWith(course, found.session, to).filter(
      (each) => sessionOf(course, each.ref)?.start !== each.start,
    );
    const across = noOverlap(course, [to, ...along]);
    const close = againstMove(course, found.session, { ...found.session, start, minutes, setting }, at);
    const reasons = [...past, ...across, ...(early ? [early] : []), ...close];
    if (reasons.length > 0) return refuse(...reasons);
    return accept(
      {
        type: 'sessionRescheduled',
        at,
        session,
        start,
        minutes,
        bookedAt: at,
        ...(setting !== found.session.setting && { setting }),
        ...(note !== undefined && { note }),
      },
      ...along.flatMap((each) => rescheduledTo(course, each, at)),
      ...(start !== found.session.start && isLate(course, found.session, at) && byClient(signal)
        ? lateFeeEvents(course, found.session, 'move', at)
        : []),
    );
  },
};

export const rescheduleRequested: Decider<'rescheduleRequested'> = {
  open: anyBooked,
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, SESSION_KINDS, ['scheduled']);
    const past = signal.start === undefined ? [] : startInFuture(signal.start, at);
    const reasons = [...('reasons' in found ? found.reasons : []), ...past];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const rescheduleWithdrawn: Decider<'rescheduleWithdrawn'> = {
  open: (course) =>
    unless(
      bookings(course).some(({ wish }) => wish),
      reason('no-other-time-wanted'),
    ),
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, SESSION_KINDS, ['scheduled']);
    if ('reasons' in found) return refuse(...found.reasons);
    return found.session.wish ? accept(reported(signal, at)) : refuse(reason('no-other-time-wanted'));
  },
};

export const remindersChosen: Decider<'remindersChosen'> = {
  decide: (_course, signal, at) => accept(reported(signal, at)),
};

export const sessionCancelled: Decider<'sessionCancelled'> = {
  open: anyBooked,
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, SESSION_KINDS, ['scheduled']);
    if ('reasons' in found) return refuse(...found.reasons);
    const { session } = found;
    const late = isLate(course, session, at) && byClient(signal);
    return accept(
      reported(signal, at),
      ...(late ? lateFeeEvents(course, session, 'cancellation', at) : []),
      ...cancelledByPractice(dependentIntegrations(course, session), at),
    );
  },
};

export const sessionNoShow: Decider<'sessionNoShow'> = {
  open: anyBooked,
  ahead: (course, at) => allAhead(bookings(course), (session) => notYetMissed(session, at)),
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, SESSION_KINDS, ['scheduled']);
    if ('reasons' in found) return refuse(...found.reasons);
    const early = notYetMissed(found.session, at);
    return early.length > 0
      ? refuse(...early)
      : accept(
          reported(signal, at),
          ...lateFeeEvents(course, found.session, 'noShow', at),
          ...cancelledByPractice(dependentIntegrations(course, found.session), at),
        );
  },
};

export const sessionCompleted: Decider<'sessionCompleted'> = {
  open: (course) =>
    unless(
      scheduledSession(course, 'preparation') ?? scheduledSession(course, 'medical'),
      reason('no-session-booked:kind', { kind: 'preparation or medical' }),
    ),
  ahead: (course, at) =>
    allAhead([...bookingsOf(course, 'preparation'), ...bookingsOf(course, 'medical')], (session) =>
      startedTooEarly(session, at),
    ),
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['preparation', 'medical'], ['scheduled']);
    if ('reasons' in found) return refuse(...found.reasons);
    const reasons = [
      ...timeProblems(found.session, at, signal.took),
      ...unless(
        found.session.kind !== 'preparation' || !evaluationOwedFirst(course),
        reason('evaluation-owed:preparation'),
      ),
      ...unless(
        found.session.kind !== 'medical' ||
          beforeTakeover(course, at) ||
          dueBeforeCents(course, found.session) === 0,
        reason('evaluation-unpaid'),
      ),
    ];
    if (reasons.length > 0) return refuse(...reasons);
    const minutes = minutesTaken(found.session, signal.took);
    return accept(reported(signal, at), ...chargeEvents(course, found.session, minutes, at));
  },
};
