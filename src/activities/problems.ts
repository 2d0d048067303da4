import type { FieldProblem } from '../vocabulary/fieldProblem';

const MAX_PROBLEMS = 20;
const MAX_LENGTH = 200;

/** Enough problems to fix the input. An activity's result is stored in the history, whose size is limited. */
export function fewProblems(problems: readonly FieldProblem[]): FieldProblem[] {
  const few = problems.slice(0, MAX_PROBLEMS).map(({ field, message }) => ({
    field: field.slice(0, MAX_LENGTH),
    message: message.slice(0, MAX_LENGTH),
  }));
  const more = problems.length - few.length;
  return more > 0 ? [...few, { field: '(more)', message: `${more} more problems` }] : few;
}
