/** The deadlines and windows of a course in its current state. */
import { boosterWindow } from '../selectors/maintenance';
import { labsValidUntil } from '../selectors/screening';
import { fillableUntil, pendingPrescription } from '../selectors/supply';
import { obligations, type Obligation } from '../clocks';
import { BREACH_KINDS } from '../events';
import { earliest, type Instant } from '../../time/instant';
import { TASK_KINDS, type TaskKind } from '../../vocabulary/tasks';
import type { Course } from '../state';

type OverdueTask = Extract<TaskKind, `${string}-overdue`>;
const isOverdueTask = (kind: TaskKind): kind is OverdueTask => kind.endsWith('-overdue');

/** What ends, or must have happened, at a deadline. A task for what is overdue is due at it. */
export const DEADLINE_KINDS = [
  ...BREACH_KINDS,
  ...TASK_KINDS.filter(isOverdueTask),
  ...(['approvalExpires', 'prescriptionExpires', 'labsExpire', 'holdReview'] as const),
] as const;
export const WINDOW_KINDS = ['boosterWindowOpens', 'boosterWindowCloses'] as const;

interface Dated {
  /** Identifies the deadline in every state, even when it moves. */
  key: string;
  at: Instant;
}

/** The cycle, or the reference of the hold, that it is about. */
interface About {
  cycle?: number;
  hold?: string;
}

export type Deadline = Dated &
  About &
  (
    | { kind: 'deadline'; what: (typeof DEADLINE_KINDS)[number] }
    | { kind: 'window'; what: (typeof WINDOW_KINDS)[number] }
  );

/** One kind of deadline. */
type Rule = (course: Course, owed: readonly Obligation[]) => Deadline[];

const deadline = (
  key: string,
  at: Instant | undefined,
  what: (typeof DEADLINE_KINDS)[number],
  about: About = {},
): Deadline[] => (at === undefined ? [] : [{ key, at, kind: 'deadline', what, ...about }]);

const breaches: Rule = (_course, owed) =>
  owed.flatMap((each) => {
    if (each.kind !== 'breach') return [];
    const { kind, cycle } = each.breach;
    return deadline(each.key, each.due, kind, cycle === undefined ? {} : { cycle });
  });

/** Deadlines with a task once they are overdue: a decision, a shipment, a follow-up. */
const overdue: Rule = (_course, owed) =>
  owed.flatMap(({ kind, key, due, ...each }) =>
    kind === 'task' && 'task' in each && isOverdueTask(each.task.kind)
      ? deadline(key, due, each.task.kind)
      : [],
  );

const approvalEnds: Rule = ({ approval }) =>
  deadline(`approval-ends:${approval?.decidedAt}`, approval?.validUntil, 'approvalExpires');

const prescriptionExpires: Rule = (course) => {
  const supply = pendingPrescription(course);
  const until = supply && fillableUntil(course, supply);
  return deadline(`prescription-expires:${supply?.issuedAt}`, until, 'prescriptionExpires');
};

const labsEnd: Rule = (course) =>
  deadline(`labs-end:${course.labsClearedAt}`, labsValidUntil(course), 'labsExpire');

const holdReviews: Rule = ({ holds }) =>
  holds.flatMap(({ ref, reviewOn }) => deadline(`hold-review:${ref}`, reviewOn, 'holdReview', { hold: ref }));

const boosterWindows: Rule = (course) => {
  const window = boosterWindow(course);
  if (!window) return [];
  const { cycle, opens, closes } = window;
  return [
    { key: `booster-opens:${cycle}`, at: opens, kind: 'window', what: 'boosterWindowOpens', cycle },
    { key: `booster-closes:${cycle}`, at: closes, kind: 'window', what: 'boosterWindowCloses', cycle },
  ];
};

const RULES: readonly Rule[] = [
  breaches,
  overdue,
  approvalEnds,
  prescriptionExpires,
  labsEnd,
  holdReviews,
  boosterWindows,
];

/** Every deadline and window of an open course, past or future. */
export function deadlines(course: Course): Deadline[] {
  if (course.closed) return [];
  const owed = obligations(course);
  return RULES.flatMap((rule) => rule(course, owed));
}

/** When the earliest deadline of something still owed passes, or has passed. */
export const breachAt = (course: Course): Instant | undefined =>
  course.closed ? undefined : earliest(breaches(course, obligations(course)).map(({ at }) => at));
