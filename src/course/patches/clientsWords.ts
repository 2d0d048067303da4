/** What a client said is answered: the course needs it no longer. The log has it. */
import type { TaskKind } from '../../vocabulary/tasks';
import { writtenKey } from '../selectors/clientsWords';
import type { Course, Patch, Task } from '../state';
import { replaceSession } from './patch';

const ANSWERED: Partial<Record<TaskKind, (course: Course, task: Task) => Patch>> = {
  'another-time': (course, { session }) =>
    replaceSession(course, session, ({ wish: _answered, ...rest }) => rest),
  'check-in-call': ({ cycles }, { session }) => ({
    cycles: cycles.map((cycle) => {
      if (cycle.dosing !== session) return cycle;
      const { unwell: _called, ...rest } = cycle;
      return rest;
    }),
  }),
  'measurement-call': (course, { session }) =>
    replaceSession(course, session, ({ alarmingSince: _called, ...rest }) => rest),
  'client-wrote': ({ written = [] }, { key }) => {
    const left = written.filter((each) => writtenKey(each) !== key);
    return { written: left.length > 0 ? left : undefined };
  },
};

/** Undefined for a task about nothing that a client said. */
export const answered = (course: Course, task: Task | undefined): Patch | undefined =>
  task && ANSWERED[task.kind]?.(course, task);
