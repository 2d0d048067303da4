/** Before a session is booked, moved or canceled: what else would move, be dropped, or be new. */
import { useQuery } from '@tanstack/react-query';
import type { SignalName } from '../../../catalog/signals';
import { post } from '../../client/api';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSettled } from '../../kit/useSettled';
import { Changes } from './Changes';
import type { Values } from './schema';

const ASKED: readonly SignalName[] = [
  'sessionScheduled',
  'sessionRescheduled',
  'sessionCancelled',
  'planChanged',
];

export const asksFirst = (signal: SignalName): boolean => ASKED.includes(signal);

interface Props {
  course: string;
  signal: SignalName;
  values: Values;
  zone: string;
}

export function WhatIf({ course, signal, values: typed, zone }: Props) {
  // Words change nothing of what follows.
  const { note: _note, ...asks } = useSettled(typed);
  const values: Values = asks;
  const complete =
    signal === 'sessionCancelled' ? values.session : signal === 'planChanged' ? values.dosings : values.start;
  const asked = useQuery({
    queryKey: ['what-if', course, signal, values],
    queryFn: ({ signal: abort }) =>
      post('/api/v1/courses/{id}/forecast', {
        params: { id: course },
        body: { signal: { ...values, name: signal } },
        signal: abort,
      }),
    enabled: complete !== undefined,
    refetchInterval: false,
    retry: false,
    placeholderData: (before) => before,
  });
  if (complete === undefined)
    return <p className="small">Once it has a time, you see here what else would change.</p>;
  if (asked.error) return <ProblemNote error={asked.error} />;
  if (!asked.data)
    return (
      <p role="status" className="small">
        Looking ahead …
      </p>
    );
  const { refused = [], warnings = [], changes } = asked.data;
  return (
    <div className="stack">
      {refused.length > 0 && (
        <ul className="note harm">
          {refused.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {warnings.length > 0 && (
        <ul className="note soon">
          {warnings.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {refused.length === 0 && <Changes caption="What would change" changes={changes} zone={zone} />}
    </div>
  );
}
