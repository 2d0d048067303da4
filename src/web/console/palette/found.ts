/** What the palette offers for some words: what can be reported here, places, clients and courses. */
import { useNavigate } from '@tanstack/react-router';
import { useSettled } from '../../kit/useSettled';
import { PHASES } from '../../kit/words';
import { DAILY, OTHERS } from '../places';
import { useRead } from '../queries';
import { reportable } from '../reports/actions';
import { useSignalForms } from '../reports/forms';
import { buttonOf } from '../reports/hints';
import type { Reporting } from '../reports/ReportDialog';
import { useSession } from '../session';

export interface Found {
  key: string;
  group: 'Courses' | 'Clients' | 'More' | 'Reports for this course' | 'Places';
  words: string;
  more: string;
  go: () => void;
}

const MOST = 6;

/** @param course the course that is looked at, if one is */
export function useFound(asked: string, course: string | undefined, onReport: (what: Reporting) => void) {
  const navigate = useNavigate();
  const { roles: own } = useSession();
  const forms = useSignalForms();
  const text = useSettled(asked.trim(), 120);
  const query = { limit: MOST, ...(text && { text }) };
  const courses = useRead('/api/v1/courses', { query });
  const clients = useRead('/api/v1/clients', { query }, text !== '');
  const here = useRead('/api/v1/courses/{id}', { params: { id: course ?? '' } }, course !== undefined);
  const has = (words: string): boolean => words.toLowerCase().includes(asked.trim().toLowerCase());

  const places = [...DAILY, ...OTHERS]
    .filter((place) => !('roles' in place) || place.roles.some((role) => own.includes(role)))
    .map(({ name, to, ...rest }): Found => {
      const search = 'search' in rest ? rest.search : undefined;
      return {
        ...{ key: to, group: 'Places', words: name, more: '' },
        go: () => void navigate({ to, ...(search && { search }) } as never),
      };
    });
  const reports = reportable(here.data?.possible, own).flatMap((name): Found[] =>
    forms.has(name)
      ? [
          {
            ...{ key: name, group: 'Reports for this course', words: buttonOf(name) },
            more: here.data?.client?.name ?? '',
            go: () => {
              onReport({ signal: name });
            },
          },
        ]
      : [],
  );
  // What was found for other words is not offered for these.
  const current = text === asked.trim();
  const settled = current && courses.data !== undefined && (text === '' || clients.data !== undefined);
  const hasMore = [courses.data, text === '' ? undefined : clients.data].some(
    (list) => list?.next !== undefined,
  );
  const all: Found = {
    ...{ key: 'all', group: 'More', words: text === '' ? 'Show all courses' : 'Show all that match' },
    more: `These are the first ${MOST}`,
    // Not in the address: it is part of a name.
    go: () => void navigate({ to: '/clients', search: {}, ...(text && { state: { find: text } }) }),
  };
  const found: Found[] = [
    ...(current ? (courses.data?.courses ?? []) : []).map(({ id, client, phase }): Found => ({
      ...{ key: id, group: 'Courses', words: client?.name ?? 'Without a client', more: PHASES[phase] },
      go: () => void navigate({ to: '/courses/$id', params: { id }, search: {} }),
    })),
    ...(current && text !== '' ? (clients.data?.clients ?? []) : []).map(({ id, name }): Found => ({
      ...{ key: `client ${id}`, group: 'Clients', words: name, more: 'Contact and courses' },
      go: () => void navigate({ to: '/clients/$id', params: { id } }),
    })),
    ...(current && hasMore ? [all] : []),
    ...reports.filter(({ words }) => asked.trim() !== '' && has(words)).slice(0, MOST),
    ...places.filter(({ words }) => has(words)),
  ];
  return { found, settled };
}
