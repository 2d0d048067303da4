/** The deadlines and windows of a course in its current state. */
import { boosterWindow } from '../selectors/maintenance';
import { labsValidUntil } from '../selectors/screening';
import { fillableUntil, pendingPrescription } from '../selectors/supply';
import { obligations, type Obligation } from '../clocks';
import type { Instant } from '../../time/instant';
import type { Course } from '../state';

export interface Deadline {
  /** Identifies the deadline in every state, even when it moves. */
  key: string;
  at: Instant;
  kind: 'deadline' | 'window';
  what: string;
}

/** One kind of deadline. */
type Rule = (course: Course, owed: readonly Obligation[]) => Deadline[];

const deadline = (key: string, at: Instant | undefined, what: string): Deadline[] =>
  at === undefined ? [] : [{ key, at, kind: 'deadline', what }];

const breaches: Rule = (_course, owed) =>
  owed.flatMap((each) => {
    if (each.kind !== 'breach') return [];
    const { kind, cycle } = each.breach;
    return deadline(each.key, each.due, cycle === undefined ? kind : `${kind} of cycle ${cycle}`);
  });

/** Deadlines with a task once they are overdue: a decision, a shipment, a follow-up. */
const overdue: Rule = (_course, owed) =>
  owed.flatMap(({ kind, key, due, ...each }) =>
    kind === 'task' && 'task' in each && each.task.kind.endsWith('-overdue')
      ? deadline(key, due, each.task.kind.replace(/-overdue$/, ''))
      : [],
  );

const approvalEnds: Rule = ({ approval }) =>
  deadline(`approval-ends:${approval?.decidedAt}`, approval?.validUntil, 'approval expires');

const prescriptionExpires: Rule = (course) => {
  const supply = pendingPrescription(course);
  const until = supply && fillableUntil(course, supply);
  return deadline(`prescription-expires:${supply?.issuedAt}`, until, 'prescription expires');
};

const labsEnd: Rule = (course) =>
  deadline(`labs-end:${course.labsClearedAt}`, labsValidUntil(course), 'labs expire');

const holdReviews: Rule = ({ holds }) =>
  holds.flatMap(({ ref, reviewOn }) => deadline(`hold-review:${ref}`, reviewOn, `review of ${ref}`));

const boosterWindows: Rule = (course) => {
  const window = boosterWindow(course);
  if (!window) return [];
  const about = `booster window after cycle ${window.cycle}`;
  return [
    { key: `booster-opens:${window.cycle}`, at: window.opens, kind: 'window', what: `${about} opens` },
    { key: `booster-closes:${window.cycle}`, at: window.closes, kind: 'window', what: `${about} closes` },
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
