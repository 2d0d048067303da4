import { doseReviewOwed, followUpDueBy } from '../selectors/screening';
import { beforeTakeover } from '../selectors/takenOver';
import { seriesDone, seriesDosingsDone } from '../selectors/cycles';
import { dosingInProgress } from '../selectors/sessions';
import { wordOwed } from '../selectors/therapistsWord';
import { givenAtClinic, lawfulUntil, lossDecisionOwed, pendingPrescription } from '../selectors/supply';
import { cancelledByPractice, dosingBookingsAndIntegrations } from '../selectors/bookings';
import { endOfDay } from '../../time/civil';
import { noHold } from '../gates/course';
import { approvalCurrent } from '../gates/medical';
import type { Instant } from '../../time/instant';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Prescription } from '../state';
import { approvalBarred } from './approval';
import { accept, acceptAsReported, refuse, reported, unless, type Decider } from './decider';
import { limitBelowDone } from './dosingLimit';
import { routeAsOrdered, routeNamed } from './route';

const referred = ({ referral }: Course): Reason[] => unless(referral, reason('not-referred'));

/** A decision that arrives counts, though the referral still waits for the therapist: the client went there themselves. */
const decidable = (course: Course): Reason[] =>
  wordOwed(course, 'confirm-suitability') ? [] : referred(course);

/** Reported by the system when the referral has reached the partner, or by the practice as part of a course's history. */
export const referralSent: Decider<'referralSent'> = {
  open: (course, at) => (beforeTakeover(course, at) ? [] : referred(course)),
  decide: (course, signal, at) =>
    accept(...(course.referral ? [] : [{ type: 'referralRequested' as const, at }]), reported(signal, at)),
};

/** The latest decision counts. An earlier one that is reported late is refused. §4.1 */
function decidedLater({ referral, approval }: Course, at: Instant): Reason[] {
  const since = [referral?.answeredAt, approval?.decidedAt].find((each) => each !== undefined && each > at);
  return unless(since === undefined, reason('decision-overtaken', { date: since?.slice(0, 10) ?? '' }));
}

/** Before the referral and before dosing. It takes back what the therapist said of both. §2 */
export const morePreparationNeeded: Decider<'morePreparationNeeded'> = {
  open: (course) => [
    ...unless(!dosingInProgress(course), reason('dosing-under-way')),
    ...unless(!seriesDone(course), reason('series-complete')),
  ],
  decide: acceptAsReported,
};

export const prescriberDecision: Decider<'prescriberDecision'> = {
  open: decidable,
  decide: (course, signal, at) => {
    const reasons = [...decidedLater(course, at), ...limitBelowDone(course, signal.maxDosings)];
    if (reasons.length > 0) return refuse(...reasons);
    if (signal.decision === 'declined')
      return accept(
        reported(signal, at),
        ...cancelledByPractice(dosingBookingsAndIntegrations(course), at, true),
      );
    if (signal.decision !== 'approved') return accept(reported(signal, at));
    const barred = approvalBarred(course);
    if (barred.length > 0) return refuse(...barred);
    const otherRoute = [...routeNamed(course, signal.route), ...routeAsOrdered(course, signal.route)];
    if (otherRoute.length > 0) return refuse(...otherRoute);
    const days = course.protocol.screening.approvalValidDays;
    const validUntil = signal.validUntil ?? endOfDay(course.practice.zone, at, days);
    if (validUntil <= at) {
      return refuse(reason('approval-already-expired'));
    }
    return accept(reported(signal, at), { type: 'approvalGranted', at, validUntil });
  },
};

/** Possible only where the protocol requires it. §4.8 */
const ifRequired = (what: 'labs' | 'training', otherwise: Reason) => ({
  open: ({ protocol }: Course) => unless(protocol.screening[what], otherwise),
  decide: acceptAsReported,
});

export const labsCleared: Decider<'labsCleared'> = ifRequired('labs', reason('labs-not-asked'));
export const trainingCompleted: Decider<'trainingCompleted'> = ifRequired(
  'training',
  reason('training-not-asked'),
);

/** No reading could be inside limits that contradict themselves. */
export const vitalsLimitsSet: Decider<'vitalsLimitsSet'> = {
  decide: (_course, signal, at) => {
    const { systolicMax, diastolicMax } = signal;
    return diastolicMax < systolicMax
      ? accept(reported(signal, at))
      : refuse(reason('limits-contradict', { reading: `${systolicMax}/${diastolicMax}` }));
  },
};

/** Whether it brought usable doses. A supply that arrived after it was reported lost did not. */
const broughtDoses = ({ receivedAt, lostAt }: Prescription): boolean => receivedAt !== undefined && !lostAt;

/** A replacement after a loss needs a new decision of the prescriber. It is never automatic. §6 */
const lossDecided = (course: Course, replaces: boolean): Reason[] => [
  ...unless(replaces || !lossDecisionOwed(course), reason('lost-supply-undecided')),
  ...unless(!replaces || course.prescriptions.at(-1)?.lostAt, reason('nothing-to-replace')),
];

/** A dispense needs an approval, an evaluation within the quarter, and a confirmed dose. §4.1, §4.4, §4.5 */
function dispensable(course: Course, at: Instant): Reason[] {
  const ends = followUpDueBy(course);
  const approval = approvalCurrent.check(course, at);
  const hold = noHold.check(course, at);
  const further = course.prescriptions.slice(course.order?.earlier).some(broughtDoses);
  return [
    ...unless(!givenAtClinic(course), reason('given-at-the-clinic')),
    ...(approval ? [approval] : []),
    ...(hold ? [hold] : []),
    ...unless(ends === undefined || at <= ends, reason('follow-up-overdue')),
    ...unless(
      !(
        doseReviewOwed(course) ||
        (further && course.protocol.dosing.exploratory > 0 && !course.doseConfirmedAt)
      ),
      reason('dose-unconfirmed:supply'),
    ),
    ...unless(!pendingPrescription(course), reason('supply-under-way')),
  ];
}

export const prescriptionIssued: Decider<'prescriptionIssued'> = {
  open: dispensable,
  decide: (course, signal, at) => {
    const { starterDoses, refillDoses } = course.protocol.supply;
    const exploring = course.protocol.dosing.exploratory > 0 && !course.doseConfirmedAt;
    const most = course.supply.dispensed === 0 || exploring ? starterDoses : refillDoses;
    const reasons = [
      ...lossDecided(course, signal.replaces === true),
      ...unless(signal.doses <= most, reason('too-many-doses', { most })),
      ...unless(signal.expires === undefined || signal.expires > at, reason('prescription-already-expired')),
      ...unless((signal.expires ?? at) <= lawfulUntil(course, at), reason('prescription-too-long')),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const doseConfirmed: Decider<'doseConfirmed'> = {
  open: (course) => [
    ...unless(course.approval, reason('approval-missing:decision')),
    // Without exploratory sessions, there is nothing to confirm before the first dose either.
    ...unless(
      seriesDosingsDone(course) >= Math.max(1, course.protocol.dosing.exploratory),
      reason('exploratory-not-done'),
    ),
    ...unless(!course.doseConfirmedAt, reason('dose-already-confirmed')),
  ],
  decide: (course, signal, at) => {
    const tooFew = limitBelowDone(course, signal.maxDosings);
    return tooFew.length > 0 ? refuse(...tooFew) : accept(reported(signal, at));
  },
};

export const followUpCompleted: Decider<'followUpCompleted'> = {
  open: (course) => unless(course.approval, reason('approval-missing:decision')),
  decide: acceptAsReported,
};
