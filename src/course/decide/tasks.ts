import { isTherapistsWord } from '../selectors/therapistsWord';
import { reason } from '../../vocabulary/reasons';
import { accept, refuse, reported, unless, type Decider } from './decider';

export const taskCompleted: Decider<'taskCompleted'> = {
  open: ({ tasks }) => unless(Object.keys(tasks).length, reason('no-task-open')),
  decide: (course, signal, at) => {
    const found = Object.hasOwn(course.tasks, signal.task) ? course.tasks[signal.task] : undefined;
    if (!found) return refuse(reason('task-unknown', { task: signal.task }));
    return isTherapistsWord(found.kind) && signal.by.role !== 'therapist'
      ? refuse(reason('word-not-yours'))
      : accept(reported(signal, at));
  },
};
