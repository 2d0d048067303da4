/** All signals with their fields, as the server takes them. They change only with a release. */
import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { get, type Answer } from '../../client/api';
import { useSession } from '../session';

export type SignalForm = Answer<'get', '/api/v1/signals'>['signals'][number];
type Name = SignalForm['name'];

export function useSignalForms(): ReadonlyMap<Name, SignalForm> {
  const { data } = useQuery({
    queryKey: ['signals'],
    queryFn: () => get('/api/v1/signals', { background: true }),
    staleTime: Infinity,
    refetchInterval: false,
  });
  return useMemo(() => new Map((data?.signals ?? []).map((form) => [form.name, form])), [data]);
}

export type MayReport = (name: Name, by?: SignalForm['by']) => boolean;

/** Whether one of the person's roles may report it. `by`: who may, where fewer may than report the signal elsewhere. */
export function useMayReport(): MayReport {
  const { roles } = useSession();
  const forms = useSignalForms();
  return (name, by = forms.get(name)?.by) => roles.some((role) => by?.includes(role));
}
