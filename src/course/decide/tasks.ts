import { criteriaOf, isTherapistsWord } from '../selectors/therapistsWord';
import { reason, type Reason } from '../../vocabulary/reasons';
import { accept, refuse, reported, unless, type Decider } from './decider';

const quoted = (criteria: readonly string[]): string => criteria.map((each) => `“${each}”`).join(', ');

/** Each criterion that is asked for is met, and no other is named. */
function unmet(asked: readonly string[], met: readonly string[]): Reason[] {
  const missing = asked.filter((each) => !met.includes(each));
  const unknown = met.filter((each) => !asked.includes(each));
  return [
    ...unless(missing.length === 0, reason('criteria-unmet', { criteria: quoted(missing) })),
    ...unless(unknown.length === 0, reason('criteria-unknown', { criteria: quoted(unknown) })),
  ];
}

export const taskCompleted: Decider<'taskCompleted'> = {
  open: ({ tasks }) => unless(Object.keys(tasks).length, reason('no-task-open')),
  decide: (course, signal, at) => {
    const found = Object.hasOwn(course.tasks, signal.task) ? course.tasks[signal.task] : undefined;
    if (!found) return refuse(reason('task-unknown', { task: signal.task }));
    const reasons = [
      ...unless(!isTherapistsWord(found.kind) || signal.by.role === 'therapist', reason('word-not-yours')),
      ...unmet(criteriaOf(course, found.kind), signal.criteria ?? []),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};
