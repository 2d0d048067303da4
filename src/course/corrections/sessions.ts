/** Corrections of what was reported about sessions. */
import { completedCount, scheduledSession, sessionOf } from '../selectors/sessions';
import { nextIsOpening, preparationAwaitsSupply } from '../selectors/preparation';
import type { Role } from '../../catalog/shapes';
import { overlappingBooking } from '../selectors/bookings';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Session, SignalRecord } from '../state';
import { replaceSession } from '../patches/patch';
import { sessionsAgain } from './bookedAgain';
import { chargeTouched, packageTouched } from './money';
import { laterReports, blockedByLater, blockedIf, type Correctable, type Rules } from './rule';

/** The session, booked again. */
const reopened = (course: Course, ref: string | undefined): Pick<Course, 'sessions'> =>
  replaceSession(course, ref, ({ missedAt: _missed, took: _took, ...kept }) => ({
    ...kept,
    status: 'scheduled',
  }));

export const reopenBlockers = (
  course: Course,
  record: SignalRecord,
  rest: (session: Session) => Reason[],
): Reason[] => {
  const session = record.session === undefined ? undefined : sessionOf(course, record.session);
  if (!session) return [];
  return [
    ...blockedByLater(course, record, 'dosingStarted'),
    ...blockedIf(overlappingBooking(course, [session]) !== undefined, reason('built-upon:overlap')),
    ...chargeTouched(course, record),
    ...packageTouched(course, record),
    ...rest(session),
  ];
};

/** A report about a booked dosing session. Only the latest of its kind can be corrected. */
const aboutBooking = (by: readonly Role[], field: 'supportPerson' | 'rideHome' | 'readyAt'): Correctable => ({
  by,
  against: (course, record) => [
    ...blockedIf(
      scheduledSession(course, 'dosing')?.ref !== record.session,
      reason('built-upon:booking', { session: record.session ?? '' }),
    ),
    ...blockedByLater(course, record, record.name, 'supportPersonUnavailable'),
  ],
  without: (course, record) => ({
    sessions: course.sessions.map((session) => {
      if (session.ref !== record.session) return session;
      const { [field]: _taken, ...kept } = session;
      return { ...kept, ...record.supportPerson };
    }),
  }),
});

/** Until the supply arrives, only opening sessions can be booked, and another session is booked already. */
const openingTaken = (course: Course): boolean =>
  preparationAwaitsSupply(course) &&
  scheduledSession(course, 'preparation') !== undefined &&
  !nextIsOpening(course);

export const sessions = {
  sessionNoShow: {
    by: ['frontDesk', 'therapist'],
    against: (course, record) =>
      reopenBlockers(course, record, ({ kind }) =>
        kind !== 'dosing'
          ? blockedIf(kind === 'preparation' && openingTaken(course), reason('built-upon:opening'))
          : [
              ...blockedIf(scheduledSession(course, 'dosing') !== undefined, reason('built-upon:dosing')),
              ...blockedByLater(course, record, 'prescriberDecision', 'courseReviewed'),
            ],
      ),
    // An integration that cannot come back is asked for after the dosing session.
    without: (course, { session, calledOff = [] }, at) => ({
      sessions: sessionsAgain({ ...course, ...reopened(course, session) }, calledOff, at).sessions,
    }),
  },
  sessionCompleted: {
    by: ['therapist', 'prescriber'],
    against: (course, record) =>
      reopenBlockers(course, record, ({ kind, ref }) => [
        ...blockedIf(
          kind === 'medical' &&
            course.protocol.screening.beforePreparation === true &&
            completedCount(course, 'preparation') > 0,
          reason('built-upon:evaluation'),
        ),
        ...blockedIf(
          course.sessions.some(
            (each) => each.kind === kind && each.ref !== ref && each.status === 'completed',
          ) &&
            course.protocol.fees[kind].kind === 'flat' &&
            'once' in course.protocol.fees[kind],
          reason('built-upon:free'),
        ),
      ]),
    without: (course, { session }) => reopened(course, session),
  },
  supportPersonConfirmed: aboutBooking(
    ['client', 'supportPerson', 'therapist', 'frontDesk'],
    'supportPerson',
  ),
  rideHomeConfirmed: aboutBooking(['client', 'supportPerson', 'therapist', 'frontDesk'], 'rideHome'),
  readinessAttested: aboutBooking(['therapist'], 'readyAt'),
  vitalsRecorded: {
    by: ['therapist', 'prescriber', 'client'],
    against: (course, record) => {
      if (record.when === 'during') return [];
      const session = course.sessions.find(({ ref }) => ref === record.session);
      const open =
        record.when === 'before'
          ? session?.status === 'scheduled'
          : session?.status === 'inSession' || session?.status === 'recovering';
      return [
        ...blockedIf(!open, reason('built-upon:vitals')),
        ...blockedByLater(course, record, 'vitalsRecorded'),
      ];
    },
    without: (course, record) =>
      replaceSession(course, record.session, (session) => {
        if (record.logOnly) return session;
        if (record.when === 'during') {
          const vitalsDuringAt = session.vitalsDuringAt?.filter((each) => each !== record.at) ?? [];
          return { ...session, vitalsDuringAt };
        }
        if (record.when === 'after') {
          const { vitalsAfter: _wrong, ...kept } = session;
          return kept;
        }
        const { vitalsBefore: _wrong, vitalsBeforeAt: _then, vitalsBeforeBy: _whose, ...kept } = session;
        return kept;
      }),
  },
  integrationCompleted: {
    by: ['therapist'],
    against: (course, record) =>
      reopenBlockers(course, record, ({ cycle }) =>
        blockedIf(
          laterReports(course, record, 'integrationCompleted').some(
            ({ session }) => session !== undefined && sessionOf(course, session)?.cycle === cycle,
          ),
          reason('built-upon:integration'),
        ),
      ),
    without: (course, { session }) => ({
      ...reopened(course, session),
      cycles: course.cycles.map((cycle) => {
        if (cycle.number !== sessionOf(course, session ?? '')?.cycle) return cycle;
        const { integratedAt, ...kept } = cycle;
        const integrations = cycle.integrations - 1;
        const whole = integrations >= course.protocol.integration.perCycle;
        return { ...kept, integrations, ...(whole && integratedAt && { integratedAt }) };
      }),
    }),
  },
} satisfies Rules;
