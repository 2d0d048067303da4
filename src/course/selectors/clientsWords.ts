/** What a client said that a task is about. */
import type { Instant } from '../../time/instant';
import type { Course, Task } from '../state';
import { sessionOf } from './sessions';

export interface Said {
  /** The time that they would like. */
  start?: Instant;
  /** In their own words. */
  words?: string;
}

/** Undefined for a task about nothing that a client said. */
export function saidIn(course: Course, { kind, session }: Pick<Task, 'kind' | 'session'>): Said | undefined {
  const wish = kind === 'another-time' ? sessionOf(course, session ?? '')?.wish : undefined;
  if (!wish) return undefined;
  const { start, words } = wish;
  return { ...(start && { start }), ...(words !== undefined && { words }) };
}
