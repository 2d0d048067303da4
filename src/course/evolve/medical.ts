/** The referral, the prescriber's decisions, labs and examinations. course.md §4.1, §6 */
import { exploratoryDone } from '../selectors/cycles';
import { preparationsDone } from '../selectors/preparation';
import { routeAfter } from '../selectors/route';
import type { EventOf } from '../events';
import { earliest, latest, type Instant } from '../../time/instant';
import { applyOrderLimit } from '../patches/plannedDosings';
import type { Course, Patch } from '../state';
import * as supplies from '../patches/supplies';
import { without, type Rows } from '../patches/patch';

/** A referral sent again with the requested information waits for a new decision. */
function sentAgain(referral: NonNullable<Course['referral']>, at: Instant): Course['referral'] {
  const { answer, answeredAt, ...rest } = referral;
  const complete = answer === 'needsInformation' && at >= (answeredAt ?? at);
  return complete ? { ...rest, sentAt: at } : { ...referral, sentAt: at };
}

/** One examination in person is enough. */
const examinedBy = (
  { examinedAt }: Course,
  how: 'inPerson' | 'telehealth' | undefined,
  at: Instant,
): Patch => (how === 'inPerson' ? { examinedAt: earliest([at, examinedAt ?? at]) } : {});

/** The latest decision applies: one that does not approve revokes an earlier approval. §4.1, §6 */
function decided(course: Course, event: EventOf<'prescriberDecision'>): Patch {
  // Someone who decides without a referral of ours has met the client another way.
  const made = course.referral ?? { requestedAt: event.at, sentAt: event.at };
  const { answer: _earlier, answeredAt: _when, resubmitAfter: _asked, ...referral } = made;
  const { decision } = event;
  if (decision === 'approved')
    return {
      evaluatedAt: latest(event.at, course.evaluatedAt ?? event.at),
      referral,
      ...examinedBy(course, event.examined, event.at),
      ...supplies.applyDecisionAfterLoss(course, event.at),
      ...applyOrderLimit(course, event),
      route: routeAfter(course, event.route),
    };
  if (decision !== 'morePreparation') {
    return { referral: { ...referral, answer: decision, answeredAt: event.at }, approval: undefined };
  }
  const { until: resubmitAfter, ...extended } = withMorePreparation(course, event.sessions ?? 1);
  return {
    ...extended,
    referral: { ...referral, answer: decision, answeredAt: event.at, resubmitAfter },
    approval: undefined,
  };
}

/** So many more sessions are owed, and what the therapist said of readiness before no longer counts. */
function withMorePreparation(course: Course, sessions: number) {
  const until = preparationsDone(course) + sessions;
  const preparationMinimum = Math.max(course.preparationMinimum, until);
  return { until, preparationMinimum, done: without(course.done, 'confirm-readiness') };
}

export const medical = {
  referralRequested: (_, { at }) => ({ referral: { requestedAt: at } }),
  referralSent: ({ referral, undelivered }, { at }) => ({
    ...(referral && { referral: sentAgain(referral, at) }),
    undelivered: Object.fromEntries(
      Object.entries(undelivered).filter(([, how]) => how !== 'referralFailed'),
    ),
  }),
  prescriberDecision: decided,
  morePreparationNeeded: (course, { sessions, at }) => {
    const { until, done, preparationMinimum } = withMorePreparation(course, sessions);
    return {
      preparationMinimum,
      morePreparation: { at, until },
      done: without(done, 'confirm-suitability'),
    };
  },
  approvalGranted: ({ approval: earlier }, { at, validUntil }) => {
    const unbroken = earlier && earlier.decidedAt <= at && at <= earlier.validUntil;
    return { approval: { decidedAt: at, validUntil, since: unbroken ? earlier.since : at } };
  },
  vitalsLimitsSet: (_, { systolicMax, diastolicMax, pulseMax }) => ({
    vitalsLimits: { systolicMax, diastolicMax, pulseMax },
  }),
  houseCallsApproved: (_, { count }) => ({ houseCallsApproved: count }),
  labsCleared: ({ labsClearedAt }, { at }) => ({ labsClearedAt: latest(at, labsClearedAt ?? at) }),
  trainingCompleted: ({ trainedAt }, { at }) => ({ trainedAt: trainedAt ?? at }),
  doseConfirmed: (course, event) => ({ doseConfirmedAt: event.at, ...applyOrderLimit(course, event) }),
  doseChanged: (course, event) => ({
    ...supplies.applyOrderChanged(course, event, exploratoryDone(course)),
    route: routeAfter(course, event.route),
  }),
  doseChangeAcknowledged: ({ order }, { who, at }) =>
    order ? { order: { ...order, [who]: order[who] ?? at } } : {},
  followUpCompleted: (course, { examined, at }) => ({
    evaluatedAt: latest(at, course.evaluatedAt ?? at),
    ...examinedBy(course, examined, at),
    medicalReviewOwed: false,
    resumedAt: course.resumedAt !== undefined && course.resumedAt > at ? course.resumedAt : undefined,
  }),
} satisfies Partial<Rows>;
