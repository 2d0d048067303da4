import { criteriaOf } from '../selectors/therapistsWord';
import { roleNames, type ActorRole } from '../../vocabulary/roles';
import { reason, type Reason } from '../../vocabulary/reasons';
import { completedBy, isTherapistsWord } from '../../vocabulary/tasks';
import type { Task } from '../state';
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

function notYours(task: Task, role: ActorRole): Reason[] {
  const by: readonly ActorRole[] = completedBy(task);
  const why = isTherapistsWord(task.kind)
    ? reason('word-not-yours')
    : reason('task-not-yours', { roles: roleNames(by) }, by);
  return unless(by.includes(role), why);
}

export const taskCompleted: Decider<'taskCompleted'> = {
  open: ({ tasks }) => unless(Object.keys(tasks).length, reason('no-task-open')),
  decide: (course, signal, at) => {
    const found = Object.hasOwn(course.tasks, signal.task) ? course.tasks[signal.task] : undefined;
    if (!found) return refuse(reason('task-unknown', { task: signal.task }));
    const reasons = [
      ...notYours(found, signal.by.role),
      ...unmet(criteriaOf(course, found.kind), signal.criteria ?? []),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};
