/** Bookings, confirmations, and the sessions themselves. */
import { latest, plusMinutes } from '../../time/instant';
import { givenAtClinic } from '../selectors/supply';
import { sessionOf } from '../selectors/sessions';
import { inLogOnly, outsideLimits } from '../selectors/vitals';
import type { EventOf, RecordedOf } from '../events';
import type { Course, Cycle, Patch, Session } from '../state';
import { patchLastCycle, patchSession, replaceSession, type Rows } from '../patches/patch';

const tookPlace = ({ took }: EventOf<'sessionCompleted' | 'integrationCompleted'>): Partial<Session> => ({
  status: 'completed',
  ...(took && { took }),
});

function integrated(course: Course, event: EventOf<'integrationCompleted'>): Partial<Course> {
  const { session, at } = event;
  const number = sessionOf(course, session)?.cycle;
  const cycles = course.cycles.map((cycle) => {
    if (cycle.number !== number) return cycle;
    const integrations = cycle.integrations + 1;
    const whole = integrations >= course.protocol.integration.perCycle && !cycle.integratedAt;
    return { ...cycle, integrations, ...(whole && { integratedAt: at }) };
  });
  return { ...patchSession(course, session, tookPlace(event)), cycles };
}

/** Of what a client says again and again before somebody has called. All of it is in the record. */
const MOST_LETTERS = 4_000;

/**
 * A better word does not take back the call that a worse one asked for. The same one again does not put it off, and
 * adds its words.
 */
function worse(
  { tasks }: Course,
  { unwell: before, dosing }: Cycle,
  { at, feeling, words }: Pick<EventOf<'checkInAnswered'>, 'at' | 'feeling' | 'words'>,
): Pick<Cycle, 'unwell'> {
  if (feeling === 'well' || (before?.feeling === 'unwell' && feeling === 'wantsToTalk')) return {};
  const waits = Object.values(tasks).some(
    ({ kind, session }) => kind === 'check-in-call' && session === dosing,
  );
  const earlier = waits ? before : undefined;
  const said = [earlier?.words, words].filter((each) => each !== undefined).join('\n');
  return {
    unwell: {
      at: earlier?.feeling === feeling ? earlier.at : at,
      feeling,
      ...(said !== '' && { words: said.slice(0, MOST_LETTERS) }),
    },
  };
}

/**
 * What a client measures where staff are with them is in the log only: it does not take the place of what staff measure. Outside
 * the limits, they are called, wherever it was.
 */
function measured(
  course: Course,
  { session: ref, when, vitals, at, by }: RecordedOf<'vitalsRecorded'>,
): Patch {
  const alone = by.role === 'client';
  const { vitalsLimits } = course;
  return replaceSession(course, ref, (session) => {
    const { alarmingSince = at } = session;
    return {
      ...(inLogOnly(session, by.role) ? session : taken(session, { when, vitals, at, alone })),
      ...(alone && vitalsLimits && outsideLimits(vitals, vitalsLimits) && { alarmingSince }),
    };
  });
}

type Taken = Pick<EventOf<'vitalsRecorded'>, 'when' | 'vitals' | 'at'> & { alone: boolean };

function taken(session: Session, { when, vitals, at, alone }: Taken): Session {
  if (when === 'after') return { ...session, vitalsAfter: vitals };
  if (when === 'during') return { ...session, vitalsDuringAt: [...(session.vitalsDuringAt ?? []), at] };
  const { vitalsBeforeBy: _another, ...kept } = session;
  return { ...kept, vitalsBefore: vitals, vitalsBeforeAt: at, ...(alone && { vitalsBeforeBy: 'client' }) };
}

function dosingStarted(course: Course, event: EventOf<'dosingStarted'>): Patch {
  const { session, at, supportPersonPresent } = event;
  const booster = sessionOf(course, session)?.booster === true;
  const number = course.cycles.length + 1;
  return {
    ...patchSession(course, session, {
      status: 'inSession',
      cycle: number,
      ...(supportPersonPresent && { supportPersonPresent }),
    }),
    cycles: [...course.cycles, { number, dosing: session, booster, startedAt: at, integrations: 0 }],
    supply: {
      ...course.supply,
      // A dose given at the clinic is dispensed at the session.
      dispensed: course.supply.dispensed + (givenAtClinic(course) ? 1 : 0),
      used: course.supply.used + 1,
    },
    overrides: [],
    resumedAt: undefined,
  };
}

export const sessions = {
  sessionScheduled: ({ sessions }, { session }) => ({ sessions: [...sessions, session] }),
  sessionRescheduled: (course, { session, start, minutes, bookedAt, setting }) => ({
    sessions: course.sessions.map((each) => {
      if (each.ref !== session) return each;
      const {
        supportPerson: _answer,
        supportPersonAt: _answered,
        absentSince: _absent,
        rideHome: _arranged,
        readyAt: _ready,
        vitalsBefore: _measured,
        vitalsBeforeAt: _then,
        vitalsBeforeBy: _whose,
        wish,
        travel,
        ...kept
      } = each;
      const { firstBooked = { at: each.bookedAt, start: each.start } } = each;
      const to = setting ?? each.setting;
      return {
        ...kept,
        ...(travel && to === 'houseCall' && { travel }),
        // Another length or place answers nobody who asked for another time.
        ...(wish && start === each.start && { wish }),
        start,
        minutes,
        setting: to,
        bookedAt,
        movedFrom: [
          ...(each.movedFrom ?? []).filter((time) => plusMinutes(time, each.minutes) > bookedAt),
          each.start,
        ],
        revision: each.revision + 1,
        firstBooked,
      };
    }),
  }),
  rescheduleRequested: (course, { session, start, words, at }) =>
    patchSession(course, session, { wish: { at, ...(start && { start }), ...(words && { words }) } }),
  rescheduleWithdrawn: (course, { session }) =>
    replaceSession(course, session, ({ wish: _withdrawn, ...rest }) => rest),
  remindersChosen: (_course, { reminders }) => ({ reminders: reminders === 'all' ? undefined : reminders }),
  sessionCancelled: (course, { session, calledOff, at }) =>
    patchSession(course, session, {
      status: 'cancelled',
      cancelledAt: at,
      ...(calledOff !== undefined && { calledOff }),
    }),
  sessionNoShow: (course, { session, at }) =>
    patchSession(course, session, { status: 'noShow', missedAt: at }),
  sessionCompleted: (course, event) => patchSession(course, event.session, tookPlace(event)),
  supportPersonConfirmed: (course, { session, at }) => ({
    sessions: course.sessions.map((each) => {
      if (each.ref !== session) return each;
      const { absentSince: _before, ...kept } = each;
      return { ...kept, supportPerson: 'confirmed', supportPersonAt: at };
    }),
  }),
  supportPersonUnavailable: (course, { session, at }) => ({
    sessions: course.sessions.map((each) =>
      each.ref === session
        ? { ...each, supportPerson: 'unavailable', supportPersonAt: at, absentSince: each.absentSince ?? at }
        : each,
    ),
  }),
  rideHomeConfirmed: (course, { session }) => patchSession(course, session, { rideHome: 'confirmed' }),
  readinessAttested: (course, { session, at }) => patchSession(course, session, { readyAt: at }),
  vitalsRecorded: measured,
  dosingStarted,
  dosingEnded: (course, { session, at }) => ({
    ...patchSession(course, session, { status: 'recovering' }),
    ...patchLastCycle(course, { endedAt: at }),
  }),
  clientReleased: (course, { session, vitals, at }) => ({
    ...patchSession(course, session, { status: 'completed', ...(vitals && { vitalsAfter: vitals }) }),
    ...patchLastCycle(course, { releasedAt: at }),
  }),
  clientLeftAgainstAdvice: (course, { session, at }) => ({
    ...patchSession(course, session, { status: 'completed', leftAt: at }),
    ...patchLastCycle(course, { releasedAt: at }),
  }),
  integrationCompleted: integrated,
  checkInAnswered: (course, { session, feeling, words, at }) => ({
    heardAt: latest(at, course.heardAt ?? at),
    cycles: course.cycles.map((cycle) =>
      cycle.dosing === session
        ? { ...cycle, checkedInAt: at, ...worse(course, cycle, { at, feeling, words }) }
        : cycle,
    ),
  }),
} satisfies Partial<Rows>;
