import type { FieldProblem } from '../vocabulary/fieldProblem';

const MOST = 20;
const LONGEST = 200;

/** Enough to mend it: an activity's answer is kept in the history, which a hundred thousand problems would burst. */
export function fewProblems(problems: readonly FieldProblem[]): FieldProblem[] {
  const few = problems.slice(0, MOST).map(({ field, message }) => ({
    field: field.slice(0, LONGEST),
    message: message.slice(0, LONGEST),
  }));
  const more = problems.length - few.length;
  return more > 0 ? [...few, { field: '(more)', message: `${more} more problems` }] : few;
}
