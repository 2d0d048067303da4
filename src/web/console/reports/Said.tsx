import type { ReactNode } from 'react';
import type { Answer } from '../../client/api';
import { dayAndTime } from '../../kit/time';
import './said.css';

type Task = Answer<'get', '/api/v1/courses/{id}'>['waiting']['tasks'][number];

interface Props {
  said: NonNullable<Task['said']>;
  zone: string;
  /** What can be done about it. */
  children?: ReactNode;
}

/** What the client said that a task is about: the time that they would like, and their own words. */
export function Said({ said: { start, words }, zone, children }: Props) {
  return (
    <div className="note stack said-note">
      {start !== undefined && (
        <p>
          The client would like <span className="strong">{dayAndTime(zone, start)}</span>.
        </p>
      )}
      {words !== undefined && (
        <>
          <p className="small">In the client’s own words:</p>
          <blockquote className="said">{words}</blockquote>
        </>
      )}
      {start === undefined && words === undefined && <p>The client did not say more.</p>}
      {children}
    </div>
  );
}
