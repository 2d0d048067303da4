/** What a client said that a task is about. */
import type { Instant } from '../../time/instant';
import type { Course, Task, Written } from '../state';
import type { TaskKind } from '../../vocabulary/tasks';
import { sessionOf } from './sessions';

export interface Said {
  /** The time that they would like. */
  start?: Instant;
  /** In their own words. */
  words?: string;
}

/** Tells the task about what a client wrote from others. */
export const writtenKey = ({ number }: Pick<Written, 'number'>): string => `client-wrote:${number}`;

/** Undefined for a task about nothing that a client said. */
export function saidIn(course: Course, task: Pick<Task, 'key' | 'kind' | 'session'>): Said | undefined {
  const said = SAID[task.kind]?.(course, task);
  if (!said) return undefined;
  const { start, words } = said;
  return { ...(start && { start }), ...(words !== undefined && { words }) };
}

type Saying = (course: Course, task: Pick<Task, 'key' | 'session'>) => Said | undefined;

const SAID: Partial<Record<TaskKind, Saying>> = {
  'another-time': (course, { session = '' }) => sessionOf(course, session)?.wish,
  'check-in-call': ({ cycles }, { session }) => cycles.find(({ dosing }) => dosing === session)?.unwell,
  'client-wrote': ({ written = [] }, { key }) => written.find((each) => writtenKey(each) === key),
};
