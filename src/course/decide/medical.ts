import { doseReviewOwed, ownEvaluationOwed, followUpDueBy } from '../selectors/screening';
import { seriesDosingsDone } from '../selectors/cycles';
import { givenAtClinic, lossDecisionOwed, pendingPrescription } from '../selectors/supply';
import { cancelledByPractice, dosingBookingsAndIntegrations } from '../selectors/bookings';
import { plusCivilDays } from '../../time/civil';
import { noHold } from '../gates/course';
import { approvalCurrent } from '../gates/medical';
import type { Instant } from '../../time/instant';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Prescription } from '../state';
import { accept, acceptAsReported, refuse, reported, unless, type Decider } from './decider';
import { orderTooFew } from './dosingLimit';

const referred = ({ referral }: Course): Reason[] => unless(referral, reason('not-referred'));

/** By the system, once the referral has reached the partner. */
export const referralSent: Decider<'referralSent'> = { open: referred, decide: acceptAsReported };

/** The latest decision stands: one told late is no news any more. §4.1 */
function overtaken({ referral, approval }: Course, at: Instant): Reason[] {
  const since = [referral?.answeredAt, approval?.decidedAt].find((each) => each !== undefined && each > at);
  return unless(since === undefined, reason('decision-overtaken', { date: since?.slice(0, 10) ?? '' }));
}

export const prescriberDecision: Decider<'prescriberDecision'> = {
  open: referred,
  decide: (course, signal, at) => {
    const reasons = [...overtaken(course, at), ...orderTooFew(course, signal.maxDosings)];
    if (reasons.length > 0) return refuse(...reasons);
    if (signal.decision === 'declined')
      return accept(
        reported(signal, at),
        ...cancelledByPractice(dosingBookingsAndIntegrations(course), at, true),
      );
    if (signal.decision !== 'approved') return accept(reported(signal, at));
    if (ownEvaluationOwed(course)) return refuse(reason('evaluation-owed:approval'));
    const days = course.protocol.screening.approvalValidDays;
    const validUntil = signal.validUntil ?? plusCivilDays(course.practice.zone, at, days);
    if (validUntil <= at) {
      return refuse(reason('approval-already-expired'));
    }
    return accept(reported(signal, at), { type: 'approvalGranted', at, validUntil });
  },
};

/** What the prescriber clears only where the protocol asks for it. §4.8 */
const asked = (what: 'labs' | 'training', otherwise: Reason) => ({
  open: ({ protocol }: Course) => unless(protocol.screening[what], otherwise),
  decide: acceptAsReported,
});

export const labsCleared: Decider<'labsCleared'> = asked('labs', reason('labs-not-asked'));
export const trainingCompleted: Decider<'trainingCompleted'> = asked(
  'training',
  reason('training-not-asked'),
);

export const vitalsLimitsSet: Decider<'vitalsLimitsSet'> = { decide: acceptAsReported };

/** It has brought doses to be used; what turned up after it was given up has not. */
const brought = ({ receivedAt, lostAt }: Prescription): boolean => receivedAt !== undefined && !lostAt;

/** A replacement after a loss is the prescriber's new decision, never automatic. §6 */
const lossDecided = (course: Course, replaces: boolean): Reason[] => [
  ...unless(replaces || !lossDecisionOwed(course), reason('lost-supply-undecided')),
  ...unless(!replaces || course.prescriptions.at(-1)?.lostAt, reason('nothing-to-replace')),
];

/** A dispense needs an approval, an evaluation within the quarter, and a confirmed dose. §4.1, §4.4, §4.5 */
function dispensable(course: Course, at: Instant): Reason[] {
  const ends = followUpDueBy(course);
  const approval = approvalCurrent.check(course, at);
  const hold = noHold.check(course, at);
  const further = course.prescriptions.slice(course.order?.earlier).some(brought);
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
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const doseConfirmed: Decider<'doseConfirmed'> = {
  open: (course) => [
    ...unless(course.approval, reason('approval-missing')),
    ...unless(
      seriesDosingsDone(course) >= course.protocol.dosing.exploratory,
      reason('exploratory-not-done'),
    ),
    ...unless(!course.doseConfirmedAt, reason('dose-already-confirmed')),
  ],
  decide: (course, signal, at) => {
    const tooFew = orderTooFew(course, signal.maxDosings);
    return tooFew.length > 0 ? refuse(...tooFew) : accept(reported(signal, at));
  },
};

export const followUpCompleted: Decider<'followUpCompleted'> = {
  open: (course) => unless(course.approval, reason('approval-missing')),
  decide: acceptAsReported,
};
