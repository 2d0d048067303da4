/** Before a session is booked, moved or canceled: what else would move, be dropped, or be new. */
import { useQuery } from '@tanstack/react-query';
import type { SignalName } from '../../../catalog/signals';
import { post } from '../../client/api';
import { ProblemNote } from '../../kit/ProblemNote';
import { Scroll } from '../../kit/Scroll';
import { useSettled } from '../../kit/useSettled';
import { dayAndTime } from '../../kit/time';
import { dollars, entryWords } from '../../kit/words';
import type { Values } from './Fields';

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

const MOST = 12;

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
  const shown = changes.filter(({ before, after }) => (after ?? before)?.kind !== 'step').slice(0, MOST);
  return (
    <section aria-label="What would change" className="stack">
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
      {refused.length === 0 && (
        <Scroll label="Changes">
          <table>
            <caption className="strong">What would change</caption>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Now</th>
                <th scope="col">Then</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ before, after }, index) => {
                const entry = after ?? before;
                return (
                  <tr key={index}>
                    <th scope="row">{entry && entryWords(entry)}</th>
                    <td>{before ? at(before, zone) : 'not planned'}</td>
                    <td>{after ? at(after, zone) : 'dropped'}</td>
                  </tr>
                );
              })}
              {shown.length === 0 && (
                <tr>
                  <td colSpan={3}>Nothing else changes.</td>
                </tr>
              )}
            </tbody>
          </table>
        </Scroll>
      )}
      {changes.length > shown.length && shown.length === MOST && (
        <p className="small">And {changes.length - MOST} more.</p>
      )}
    </section>
  );
}

type Entry = NonNullable<
  NonNullable<Awaited<ReturnType<typeof post<'/api/v1/courses/{id}/forecast'>>>['changes'][number]['after']>
>;

const at = ({ at: instant, cost }: Entry, zone: string): string =>
  cost ? `${dayAndTime(zone, instant)}, ${dollars(cost.toCents)}` : dayAndTime(zone, instant);
