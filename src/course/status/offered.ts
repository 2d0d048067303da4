/** What the client can do themselves although nobody asks for it: what a page for them offers. Derived, never stored. */
import type { SignalName } from '../../catalog/signals';
import type { Reminders } from '../../catalog/shapes';
import type { Instant } from '../../time/instant';
import type { OfferedKind } from '../../vocabulary/pages';
import { impossible } from '../decide';
import { lateFeeCents, noticeEnds } from '../money/ledger';
import { bookings } from '../selectors/bookings';
import { needsSupportPerson } from '../selectors/paperwork';
import { integrationToChoose } from '../selectors/windows';
import type { Course } from '../state';
import type { AboutSession } from './asked';

/** `wished`: they have asked already, and nobody has answered yet. */
export type Offered =
  | ({ kind: 'anotherTime'; wished?: { start?: Instant }; fee?: LateFee } & AboutSession)
  | ({ kind: 'takeBack'; wished: { start?: Instant } } & AboutSession)
  | ({ kind: 'askSupport' } & AboutSession)
  | { kind: 'reminders'; chosen: Reminders; hours: readonly number[] }
  | { kind: 'message' }
  | { kind: 'ownTime'; cycle: number; by?: Instant };

/** What a move at the client's wish costs, and from when on. */
interface LateFee {
  cents: number;
  from: Instant;
}

const SIGNAL: Readonly<Record<OfferedKind, SignalName>> = {
  anotherTime: 'rescheduleRequested',
  takeBack: 'rescheduleWithdrawn',
  askSupport: 'supportPersonConfirmed',
  reminders: 'remindersChosen',
  message: 'clientWrote',
  ownTime: 'sessionScheduled',
};

const otherTimes = (course: Course, now: Instant): Offered[] =>
  bookings(course)
    .filter(({ start }) => start > now)
    .flatMap((session): Offered[] => {
      const { ref, start, wish } = session;
      const about = { session: ref, start };
      const wished = wish && (wish.start ? { start: wish.start } : {});
      const cents = lateFeeCents(course, session, 'move');
      return [
        {
          ...{ kind: 'anotherTime', ...about },
          ...(wished && { wished }),
          ...(cents > 0 && { fee: { cents, from: noticeEnds(course, session) } }),
        },
        ...(wished ? [{ kind: 'takeBack' as const, ...about, wished }] : []),
      ];
    });

/** Which reminders they get by e-mail; nothing to choose while they get none. */
const reminders = ({ consents, protocol, reminders: chosen }: Course): Offered[] =>
  consents.electronicMessages
    ? [{ kind: 'reminders', chosen: chosen ?? 'all', hours: protocol.clocks.sessionReminderHours }]
    : [];

/** Who stays with the client at their next session that needs somebody. Once somebody confirmed, they say themselves if they cannot come. */
const supportPersons = (course: Course, now: Instant): Offered[] =>
  course.sessions
    .filter(
      (each) =>
        each.status === 'scheduled' &&
        each.start > now &&
        each.supportPerson !== 'confirmed' &&
        needsSupportPerson(course, each),
    )
    .map(({ ref, start }) => ({ kind: 'askSupport', session: ref, start }));

/** Nothing once its window has passed: then a person finds a time. */
function ownTimes(course: Course, now: Instant): Offered[] {
  const window = integrationToChoose(course);
  if (!window || (window.to !== undefined && window.to <= now)) return [];
  return [{ kind: 'ownTime', cycle: window.cycle, ...(window.to && { by: window.to }) }];
}

/** Nothing of it if the course would refuse it. Pure. */
export const offeredToClient = (course: Course, now: Instant): Offered[] =>
  [
    ...[...ownTimes(course, now), ...otherTimes(course, now), ...supportPersons(course, now)],
    ...reminders(course),
    { kind: 'message' as const },
  ].filter(({ kind }) => impossible(course, SIGNAL[kind], now).length === 0);
