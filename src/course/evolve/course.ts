/** The course as a whole: its plan, holds, reviews, corrections and end. */
import { lastCycle } from '../selectors/cycles';
import { plusCivilDays } from '../../time/civil';
import { latest, type Instant } from '../../time/instant';
import type { EventOf } from '../events';
import type { Course, Patch } from '../state';
import { ruleOf } from '../corrections';
import { latestMeasures, measured } from '../selectors/measures';
import { applyProtocol, applyPlan } from '../patches/plannedDosings';
import { markCorrected, recordOf } from '../corrections/signalLog';
import { noChange, patchLastCycle, type Rows } from '../patches/patch';

/** Where the client said to be before the move is no longer known: they are asked again. */
function clientMoved(course: Course, { zone, at }: EventOf<'clientMoved'>): Patch {
  const before = ({ placeAt = course.startedAt }: { placeAt?: Instant }): boolean => placeAt <= at;
  return {
    client: { ...course.client, zone },
    movedAt: latest(at, course.movedAt ?? at),
    ...(before(course) && { place: undefined, placeAt: undefined }),
    sessions: course.sessions.map((session) => {
      if (session.status !== 'scheduled' || !before(session)) return session;
      const { place: _before, placeAt: _then, ...kept } = session;
      return kept;
    }),
  };
}

export const course = {
  measureSubmitted: ({ measures }, { instrument, items, at }) => ({
    measures: [...measures, { instrument, ...measured(instrument, items), at }],
  }),
  courseReviewed: (course, { decision, dosings, reviewOn, at }) => ({
    review: {
      decision,
      at,
      measures: latestMeasures(course),
      ...(decision === 'moreTherapy' && {
        reviewOn: reviewOn ?? plusCivilDays(course.practice.zone, at, course.protocol.review.therapyDays),
      }),
    },
    ...(decision === 'moreDosing' && { dosingsPlanned: course.dosingsPlanned + (dosings ?? 1) }),
  }),
  planChanged: applyPlan,
  protocolChanged: applyProtocol,
  // The database keeps it: no rule of the course depends on who it is.
  careTeamChanged: noChange,
  clientMoved,
  practiceCalendarChanged: ({ practice }, { closedDays }) => ({ practice: { ...practice, closedDays } }),
  adverseEventReported: noChange,
  contraindicationReported: noChange,
  crisisFlagged: noChange,
  holdPlaced: noChange,
  holdOpened: (course, { hold }) => ({ holds: [...course.holds, hold], holdsPlaced: course.holdsPlaced + 1 }),
  holdLifted: ({ holds, lifted = [] }, { hold, at }) => ({
    holds: holds.filter(({ ref }) => ref !== hold),
    lifted: [
      ...lifted,
      ...holds.flatMap(({ ref, since }) => (ref === hold ? [{ ref, since, until: at }] : [])),
    ],
    ...(holds.some(({ ref, reason }) => ref === hold && reason === 'pause') && { resumedAt: at }),
  }),
  coursePaused: noChange,
  courseResumed: noChange,
  gateOverridden: (course, { gate, at, about }) => ({
    overrides: [...course.overrides, { gate, at, ...(about !== undefined && { about }) }],
    ...(gate === 'integration-owed' && lastCycle(course) ? patchLastCycle(course, { overridden: true }) : {}),
  }),
  signalCorrected: (course, { signal, at }) => {
    const record = recordOf(course, signal);
    if (!record) return {};
    return { ...ruleOf(record)?.without(course, record, at), signalLog: markCorrected(course, signal) };
  },
  clientWrote: ({ written = [], timesWritten = 0, heardAt }, { about, words, at }) => ({
    written: [...written, { number: timesWritten + 1, at, about, words }],
    timesWritten: timesWritten + 1,
    heardAt: latest(at, heardAt ?? at),
  }),
  clientWithdrew: ({ holdsPlaced }, { at }) => ({ closed: { outcome: 'withdrawn', at, holdsPlaced } }),
  courseTransferred: ({ holdsPlaced }, { recordsBy, at }) => ({
    closed: { outcome: 'transferred', at, holdsPlaced, ...(recordsBy !== undefined && { recordsBy }) },
  }),
  courseClosed: ({ holdsPlaced }, { outcome, at }) => ({ closed: { outcome, at, holdsPlaced } }),
} satisfies Partial<Rows>;
