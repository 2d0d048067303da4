import { reason } from '../../vocabulary/reasons';
import { accept, refuse, reported, unless, type Decider } from './decider';

export const taskCompleted: Decider<'taskCompleted'> = {
  open: ({ tasks }) => unless(Object.keys(tasks).length, reason('no-task-open')),
  decide: (course, signal, at) => {
    return Object.hasOwn(course.tasks, signal.task)
      ? accept(reported(signal, at))
      : refuse(reason('task-unknown', { task: signal.task }));
  },
};
