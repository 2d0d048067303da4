/** What the screens read. What others change is read again at once, while it is heard of (`live`). */
import { QueryClient, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Answer, type PathOf, type Query } from '../client/api';
import { Problem } from '../client/problem';
import { letMove } from '../kit/useSteady';
import { lostSince } from './live/heard';

/** How old a list may be. While changes are heard of, only what follows from the time of day is left. */
const EVERY_MS = { heard: 60_000, unheard: 15_000, unanswered: 3_000 };

/** A course that did not answer, usually for a moment: what can be reported is missing until it is asked again. */
const isUnanswered = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'live' in data &&
  data.live === false &&
  !('closed' in data && data.closed === true);

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // Without a line, too: then the screen says that it may be out of date.
      networkMode: 'always',
      retry: (count, error) => count < 2 && error instanceof Problem && error.repeatable,
      // A forecast simulates half a year: it is asked for anew after a report.
      refetchInterval: ({ queryKey: [path], state: { data } }) =>
        typeof path === 'string' && path.endsWith('/forecast')
          ? false
          : EVERY_MS[isUnanswered(data) ? 'unanswered' : lostSince() === undefined ? 'heard' : 'unheard'],
    },
  },
});

/** One operation that reads, by its address. The first time it is a person's doing, then the console's own. */
export const read = <P extends PathOf<'get'>>(
  path: P,
  input: { params?: Record<string, string>; query?: Query<'get', P> } = {},
) =>
  queryOptions({
    queryKey: [path, input.params ?? {}, input.query ?? {}] as const,
    queryFn: ({ signal, queryKey }) =>
      get(path, { ...input, signal, background: queries.getQueryData(queryKey) !== undefined }),
  });

/** A query that is never asked has no answer. */
const UNASKED = { params: { unasked: '' } };

/** `enabled`: otherwise there is no answer either, even if an earlier one is kept. */
export function useRead<P extends PathOf<'get'>>(
  path: P,
  input: { params?: Record<string, string>; query?: Query<'get', P> } = {},
  enabled = true,
): UseQueryResult<Answer<'get', P>> {
  return useQuery({ ...read(path, enabled ? input : UNASKED), enabled });
}

/** After a report: everything that may have changed is read again, and lists may move at once. */
export async function readAgain(): Promise<void> {
  await queries.invalidateQueries();
  letMove();
}
