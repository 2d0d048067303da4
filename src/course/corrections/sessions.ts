/** Sessions that took place, or did not, and what was said of them. */
import { completedCount, scheduledSession, sessionOf } from '../selectors/sessions';
import { nextIsOpening, preparationAwaitsSupply } from '../selectors/preparation';
import type { Role } from '../../catalog/shapes';
import { overlappingBooking } from '../selectors/bookings';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Session, SignalRecord } from '../state';
import { chargeTouched, packageTouched } from './money';
import { later, restsOn, blockedIf, type Correctable, type Rules } from './rule';

/** As it was before it took place, or did not. */
const reopened = (course: Course, ref: string | undefined): Pick<Course, 'sessions'> => ({
  sessions: course.sessions.map((session) => {
    if (session.ref !== ref) return session;
    const { missedAt: _missed, took: _took, ...kept } = session;
    return { ...kept, status: 'scheduled' };
  }),
});

const reopening = (course: Course, told: SignalRecord, rest: (session: Session) => Reason[]): Reason[] => {
  const session = told.session === undefined ? undefined : sessionOf(course, told.session);
  if (!session) return [];
  return [
    ...restsOn(course, told, 'dosingStarted'),
    ...blockedIf(overlappingBooking(course, [session]) !== undefined, reason('built-upon:overlap')),
    ...chargeTouched(course, told),
    ...packageTouched(course, told),
    ...rest(session),
  ];
};

/** About a dosing session still to come, and the last that was told of it. */
const aboutBooking = (by: readonly Role[], field: 'supportPerson' | 'rideHome' | 'readyAt'): Correctable => ({
  by,
  against: (course, told) => [
    ...blockedIf(
      scheduledSession(course, 'dosing')?.ref !== told.session,
      reason('built-upon:booking', { session: told.session ?? '' }),
    ),
    ...restsOn(course, told, told.name, 'supportPersonUnavailable'),
  ],
  without: (course, told) => ({
    sessions: course.sessions.map((session) => {
      if (session.ref !== told.session) return session;
      const { [field]: _taken, ...kept } = session;
      return { ...kept, ...told.supportPerson };
    }),
  }),
});

/** Before the supply no more sessions can be booked than open the course, and they are. */
const openingTaken = (course: Course): boolean =>
  preparationAwaitsSupply(course) &&
  scheduledSession(course, 'preparation') !== undefined &&
  !nextIsOpening(course);

export const sessions = {
  sessionNoShow: {
    by: ['frontDesk', 'therapist'],
    against: (course, told) =>
      reopening(course, told, ({ kind }) =>
        kind !== 'dosing'
          ? blockedIf(kind === 'preparation' && openingTaken(course), reason('built-upon:opening'))
          : [
              ...blockedIf(scheduledSession(course, 'dosing') !== undefined, reason('built-upon:dosing')),
              ...restsOn(course, told, 'prescriberDecision', 'courseReviewed'),
            ],
      ),
    without: (course, { session }) => reopened(course, session),
  },
  sessionCompleted: {
    by: ['therapist'],
    against: (course, told) =>
      reopening(course, told, ({ kind, ref }) => [
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
    by: ['therapist', 'client'],
    against: (course, told) => {
      const session = course.sessions.find(({ ref }) => ref === told.session);
      const open =
        told.when === 'before'
          ? session?.status === 'scheduled'
          : session?.status === 'inSession' || session?.status === 'recovering';
      return [...blockedIf(!open, reason('built-upon:vitals')), ...restsOn(course, told, 'vitalsRecorded')];
    },
    without: (course, told) => ({
      sessions: course.sessions.map((session) => {
        if (session.ref !== told.session) return session;
        const { vitalsBefore, vitalsBeforeAt, vitalsAfter, ...kept } = session;
        return told.when === 'before'
          ? { ...kept, ...(vitalsAfter && { vitalsAfter }) }
          : { ...kept, ...(vitalsBefore && { vitalsBefore }), ...(vitalsBeforeAt && { vitalsBeforeAt }) };
      }),
    }),
  },
  integrationCompleted: {
    by: ['therapist'],
    against: (course, told) =>
      reopening(course, told, ({ cycle }) =>
        blockedIf(
          later(course, told, 'integrationCompleted').some(
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
