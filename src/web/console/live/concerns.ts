/** Which of the things on the screen a change concerns. */
import type { ChangeEvent } from '../../../api/endpoints/changes';
import type { PathOf } from '../../client/api';

export type Change = Extract<ChangeEvent, { type: 'change' }>;
type Kind = Change['kind'];

const OF_LISTS: readonly Kind[] = ['course', 'client'];
const OF_TASKS: readonly Kind[] = ['course', 'client', 'inquiry', 'messages', 'practice'];

/** By operation; what is not listed may follow from any change. */
const CONCERNED: Partial<Record<PathOf<'get'>, readonly Kind[]>> = {
  '/api/v1/calendar-feed': [],
  '/api/v1/clients': ['client'],
  '/api/v1/clients/{id}': ['client'],
  '/api/v1/courses': OF_LISTS,
  '/api/v1/courses/{id}/estimate': ['course'],
  '/api/v1/courses/{id}/forecast': ['course'],
  '/api/v1/courses/{id}/ledger': ['course'],
  '/api/v1/courses/{id}/links': ['course', 'messages'],
  '/api/v1/courses/{id}/messages': ['course', 'messages'],
  '/api/v1/courses/{id}/refund': ['course'],
  '/api/v1/courses/{id}/timeline': ['course'],
  '/api/v1/inquiries': ['inquiry'],
  '/api/v1/inquiries/{id}': ['inquiry', 'client', 'staff'],
  '/api/v1/morning': OF_TASKS,
  '/api/v1/protocols': ['protocols'],
  '/api/v1/protocols/{id}': ['protocols'],
  '/api/v1/reads': [],
  '/api/v1/sessions': [...OF_LISTS, 'inquiry'],
  '/api/v1/sign-ins': [],
  '/api/v1/signals': [],
  '/api/v1/staff': ['staff'],
  '/api/v1/tasks': OF_TASKS,
};

/** The key of a query, as `read` makes it. */
type Key = readonly unknown[];
interface Named {
  id?: string;
  client?: string;
}

/** Whether what was read may be different after the change. */
export function concerns({ kind, course, client }: Change, [path, params, query]: Key): boolean {
  if (path === 'session') return kind === 'staff' || kind === 'practice';
  const kinds: readonly Kind[] | undefined = CONCERNED[path as keyof typeof CONCERNED];
  if (kinds && !kinds.includes(kind)) return false;
  const about = (params ?? {}) as Named;
  const only = (query ?? {}) as Named;
  if (String(path).startsWith('/api/v1/courses/{id}') && course !== undefined) return about.id === course;
  if (String(path).startsWith('/api/v1/clients/{id}') && client !== undefined) return about.id === client;
  return only.client === undefined || client === undefined || only.client === client;
}
