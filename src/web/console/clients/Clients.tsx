/** All courses, by client: find one, look at those that need attention, or add a new client. */
import { useState, type SubmitEvent } from 'react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Tag } from '../../kit/Tag';
import { dayAndTime, due } from '../../kit/time';
import { PHASES, roleName } from '../../kit/words';
import { useRead } from '../queries';
import { useZone } from '../session';
import { NewClient } from './NewClient';
import { useTakesIn } from './useTakesIn';

const VIEWS = {
  owedToday: 'Due today',
  overdue: 'Overdue',
  aboutToBreach: 'Running out',
  waitingForPrescriber: 'Waiting for the prescriber',
  silent: 'Silent',
  unpaid: 'Unpaid',
  unbilled: 'Unbilled',
} as const;
type View = keyof typeof VIEWS;

const isView = (word: string | undefined): word is View => word !== undefined && word in VIEWS;

export function Clients() {
  const zone = useZone();
  const { view } = useSearch({ from: '/clients' });
  // Not in the address: it is part of a name.
  const [find, setFind] = useState('');
  const navigate = useNavigate();
  const [asked, setAsked] = useState('');
  const takesIn = useTakesIn();
  const [adding, setAdding] = useState(false);
  const chosen = isView(view) ? view : undefined;
  const courses = useRead('/api/v1/courses', {
    query: { limit: 100, ...(find && { text: find }), ...(chosen && { view: chosen }) },
  });
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    setFind(asked.trim());
  };
  return (
    <>
      <div className="head">
        <h1>Clients</h1>
        {takesIn && (
          <button
            type="button"
            className="button primary"
            onClick={() => {
              setAdding(true);
            }}
          >
            New client
          </button>
        )}
      </div>
      <form className="wrap filters" role="search" onSubmit={search}>
        <input
          className="input"
          type="search"
          aria-label="Name"
          placeholder="Name"
          value={asked}
          onChange={(event) => {
            setAsked(event.target.value);
          }}
        />
        <button type="submit" className="button">
          Search
        </button>
        <select
          className="input"
          aria-label="Which courses"
          value={chosen ?? ''}
          onChange={(event) => {
            const next = event.target.value;
            void navigate({ to: '/clients', search: next ? { view: next } : {} });
          }}
        >
          <option value="">All courses</option>
          {Object.entries(VIEWS).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </form>
      <Card title="Courses" count={courses.data?.courses.length}>
        <Loaded query={courses}>
          {({ courses: all, next }) => (
            <>
              {all.length === 0 && (
                <p className="empty">
                  {find !== '' || chosen
                    ? 'No course matches.'
                    : 'There are no clients yet. Add the first one.'}
                </p>
              )}
              <ul className="list">
                {all.map(({ id, client, phase, waitingOn, breachAt, nextDeadline, onHold, closed }) => {
                  const urgency = closed ? undefined : breachAt && due(zone, breachAt);
                  return (
                    <li key={id} className="row">
                      {urgency ? (
                        <Tag tone={urgency.tone}>{urgency.words}</Tag>
                      ) : (
                        <Tag>{onHold ? 'On hold' : closed ? 'Closed' : 'Open'}</Tag>
                      )}
                      <Link className="strong" to="/courses/$id" params={{ id }} search={{}}>
                        {client?.name ?? 'Without a client'}
                      </Link>
                      <p>
                        {PHASES[phase]}
                        {!closed && <span className="quiet"> · waits for {roleName(waitingOn)}</span>}
                      </p>
                      <span className="small">
                        {nextDeadline && !closed ? `next: ${dayAndTime(zone, nextDeadline)}` : ''}
                      </span>
                    </li>
                  );
                })}
              </ul>
              {next !== undefined && (
                <p className="empty">These are the first 100. Search by name to find others.</p>
              )}
            </>
          )}
        </Loaded>
      </Card>
      {adding && (
        <NewClient
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </>
  );
}
