/** What the screens read. Lists may be a few seconds old; what people see is read again in the background. */
import { QueryClient, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Answer, type PathOf, type Query } from '../client/api';
import { Problem } from '../client/problem';

/** How old a list may be. */
const EVERY_MS = 15_000;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // Without a line, too: then the screen says that it may be out of date.
      networkMode: 'always',
      retry: (count, error) => count < 2 && error instanceof Problem && error.repeatable,
      // A forecast simulates half a year: it is asked for anew after a report.
      refetchInterval: ({ queryKey: [path] }) =>
        typeof path === 'string' && path.endsWith('/forecast') ? false : EVERY_MS,
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

export function useRead<P extends PathOf<'get'>>(
  path: P,
  input: { params?: Record<string, string>; query?: Query<'get', P> } = {},
  enabled = true,
): UseQueryResult<Answer<'get', P>> {
  return useQuery({ ...read(path, input), enabled });
}

/** After a report: everything that may have changed is read again. */
export const readAgain = (): Promise<void> => queries.invalidateQueries();
