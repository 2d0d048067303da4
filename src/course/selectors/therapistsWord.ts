/** What only the therapist can say: that treatment appears appropriate, and that the client is ready. course.md §2 */
import type { Course } from '../state';
import { THERAPISTS_WORDS, type TaskKind, type TherapistsWord } from '../../vocabulary/tasks';
import { openingsOwed, preparationsDone, preparationsOwed } from './preparation';
import { declined } from './screening';

/** Unless the evaluation comes before any preparation, opening sessions come before the referral. */
const opened = (course: Course): boolean =>
  course.protocol.screening.beforePreparation === true || openingsOwed(course) === 0;

/** After how many preparation sessions the client is referred: the protocol's number, or what was asked for since. */
export function referredAfter({ referral, protocol, morePreparation, preparationMinimum }: Course): number {
  const first = Math.max(protocol.screening.afterPreparations, morePreparation?.until ?? 0);
  return referral?.answer === 'morePreparation' ? (referral.resubmitAfter ?? preparationMinimum) : first;
}

/** Preparation is as far as the referral asks, the first time or again; the therapist's word may be missing. */
export const referralDue = (course: Course): boolean =>
  (!course.referral || course.referral.answer === 'morePreparation') &&
  !course.approval &&
  course.consents.treatment !== undefined &&
  opened(course) &&
  preparationsDone(course) >= referredAfter(course);

/** By the task that asks for it: whether the protocol requires it now. */
const ASKED = {
  'confirm-suitability': (course: Course) =>
    course.protocol.screening.confirmSuitability === true && referralDue(course),
  'confirm-readiness': (course: Course) =>
    course.protocol.preparation.confirmReadiness === true &&
    course.cycles.length === 0 &&
    course.consents.treatment !== undefined &&
    preparationsOwed(course) === 0 &&
    !declined(course),
} satisfies Record<TherapistsWord, (course: Course) => boolean>;

/** What the therapist confirms one by one with this task; empty if it asks for nothing of the kind. */
export const criteriaOf = ({ protocol }: Pick<Course, 'protocol'>, kind: TaskKind): string[] =>
  kind === 'confirm-suitability' ? (protocol.screening.criteria ?? []) : [];

export const wordOwed = (course: Course, word: TherapistsWord): boolean =>
  ASKED[word](course) && !(word in course.done);

/** What the therapist is asked for now and has not said. */
export const wordsOwed = (course: Course): TherapistsWord[] =>
  THERAPISTS_WORDS.filter((word) => wordOwed(course, word));
