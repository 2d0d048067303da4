import { useQuery } from '@tanstack/react-query';
import { post, type Answer } from '../../client/api';
import { useSettled } from '../../kit/useSettled';
import type { Content } from './content';

export type Check = Answer<'post', '/api/v1/protocols/{id}/check'>;

/** At once, though not at every letter. */
export function useCheck(id: string, version: number, content: Content) {
  const settled = useSettled(content);
  return useQuery({
    queryKey: ['protocol-check', id, version, settled],
    queryFn: ({ signal }) =>
      post('/api/v1/protocols/{id}/check', {
        params: { id },
        body: { version, protocol: settled },
        signal,
      }),
    refetchInterval: false,
    placeholderData: (before) => before,
  });
}

export const problemAt = (check: Check | undefined, path: string): string | undefined =>
  check?.problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`))?.message;
