import { cancelling, dosingBookings } from '../selectors/bookings';
import { plusCivilDays } from '../../time/civil';
import {
  doseReviewOwed,
  dosingsDone,
  evaluationToHold,
  givenAtClinic,
  lossUndecided,
  quarterEnds,
  supplyUnderWay,
} from '../selectors/selectors';
import { noHold } from '../gates/course';
import { approvalCurrent } from '../gates/medical';
import type { Instant } from '../../time/instant';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Prescription } from '../state';
import { accept, acceptAsReported, refuse, reported, unless, type Decider } from './decider';
import { orderTooFew } from './dosingLimit';

const referred = ({ referral }: Course): Reason[] =>
  unless(referral, reason('not-referred', 'The client has not been referred yet.', 'therapist'));

/** By the system, once the referral has reached the partner. */
export const referralSent: Decider<'referralSent'> = { open: referred, decide: acceptAsReported };

const notEvaluated = reason(
  'evaluation-owed',
  'The practice’s own medical evaluation has not taken place; without it nobody can approve.',
  'frontDesk',
  'therapist',
);

/** The latest decision stands: one told late is no news any more. §4.1 */
function overtaken({ referral, approval }: Course, at: Instant): Reason[] {
  const since = [referral?.answeredAt, approval?.decidedAt].find((each) => each !== undefined && each > at);
  return unless(
    since === undefined,
    reason(
      'decision-overtaken',
      `The prescriber has decided again since, on ${since?.slice(0, 10)}.`,
      'prescriber',
    ),
  );
}

export const prescriberDecision: Decider<'prescriberDecision'> = {
  open: referred,
  decide: (course, signal, at) => {
    const reasons = [...overtaken(course, at), ...orderTooFew(course, signal.maxDosings)];
    if (reasons.length > 0) return refuse(...reasons);
    if (signal.decision === 'declined')
      return accept(reported(signal, at), ...cancelling(dosingBookings(course), at, true));
    if (signal.decision !== 'approved') return accept(reported(signal, at));
    if (evaluationToHold(course)) return refuse(notEvaluated);
    const days = course.protocol.screening.approvalValidDays;
    const validUntil = signal.validUntil ?? plusCivilDays(course.practice.zone, at, days);
    if (validUntil <= at) {
      return refuse(
        reason('approval-already-expired', 'An approval must end after it was given.', 'prescriber'),
      );
    }
    return accept(reported(signal, at), { type: 'approvalGranted', at, validUntil });
  },
};

/** What the prescriber clears only where the protocol asks for it. §4.8 */
const asked = (what: 'labs' | 'training', sentence: string) => ({
  open: ({ protocol }: Course) =>
    unless(protocol.screening[what], reason(`${what}-not-asked`, sentence, 'lead')),
  decide: acceptAsReported,
});

export const labsCleared: Decider<'labsCleared'> = asked('labs', 'This protocol asks for no labs.');
export const trainingCompleted: Decider<'trainingCompleted'> = asked(
  'training',
  'This protocol asks for no training.',
);

export const vitalsLimitsSet: Decider<'vitalsLimitsSet'> = { decide: acceptAsReported };

/** It has brought doses to be used; what turned up after it was given up has not. */
const brought = ({ receivedAt, lostAt }: Prescription): boolean => receivedAt !== undefined && !lostAt;

/** A replacement after a loss is the prescriber's new decision, never automatic. §6 */
const lossDecided = (course: Course, replaces: boolean): Reason[] => [
  ...unless(
    replaces || !lossUndecided(course),
    reason(
      'lost-supply-undecided',
      'The last supply was lost: the prescriber approves anew, or prescribes a replacement as such.',
      'prescriber',
    ),
  ),
  ...unless(
    !replaces || course.prescriptions.at(-1)?.lostAt,
    reason('nothing-to-replace', 'No supply was lost that this could replace.', 'prescriber'),
  ),
];

/** A dispense needs an approval, an evaluation within the quarter, and a confirmed dose. §4.1, §4.4, §4.5 */
function dispensable(course: Course, at: Instant): Reason[] {
  const ends = quarterEnds(course);
  const approval = approvalCurrent.check(course, at);
  const hold = noHold.check(course, at);
  const further = course.prescriptions.slice(course.order?.earlier).some(brought);
  return [
    ...unless(
      !givenAtClinic(course),
      reason(
        'given-at-the-clinic',
        'Doses are given at the clinic; none is prescribed to take home.',
        'lead',
      ),
    ),
    ...(approval ? [approval] : []),
    ...(hold ? [hold] : []),
    ...unless(
      ends === undefined || at <= ends,
      reason('follow-up-overdue', 'The quarterly medical follow-up is overdue.', 'prescriber'),
    ),
    ...unless(
      !(
        doseReviewOwed(course) ||
        (further && course.protocol.dosing.exploratory > 0 && !course.doseConfirmedAt)
      ),
      reason(
        'dose-unconfirmed',
        'The prescriber confirms how to go on before a further supply.',
        'prescriber',
      ),
    ),
    ...unless(
      !supplyUnderWay(course),
      reason(
        'supply-under-way',
        'A supply is on its way; it must arrive or be reported lost first.',
        'client',
        'frontDesk',
      ),
    ),
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
      ...unless(
        signal.doses <= most,
        reason('too-many-doses', `At most ${most} at this point.`, 'prescriber'),
      ),
      ...unless(
        signal.expires === undefined || signal.expires > at,
        reason(
          'prescription-already-expired',
          'A prescription must expire after it was issued.',
          'prescriber',
        ),
      ),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const doseConfirmed: Decider<'doseConfirmed'> = {
  open: (course) => [
    ...unless(
      course.approval,
      reason('approval-missing', 'The prescriber has not approved this course yet.', 'prescriber'),
    ),
    ...unless(
      dosingsDone(course) >= course.protocol.dosing.exploratory,
      reason('exploratory-not-done', 'The exploratory sessions are not done yet.', 'therapist'),
    ),
    ...unless(
      !course.doseConfirmedAt,
      reason('dose-already-confirmed', 'This is confirmed already.', 'prescriber'),
    ),
  ],
  decide: (course, signal, at) => {
    const tooFew = orderTooFew(course, signal.maxDosings);
    return tooFew.length > 0 ? refuse(...tooFew) : accept(reported(signal, at));
  },
};

export const followUpCompleted: Decider<'followUpCompleted'> = {
  open: (course) =>
    unless(
      course.approval,
      reason('approval-missing', 'The prescriber has not approved this course yet.', 'prescriber'),
    ),
  decide: acceptAsReported,
};
