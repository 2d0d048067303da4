/** All courses, by client: find one, look at those that need attention, or add a new client. */
import { useState, type SubmitEvent } from 'react';
import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import type { Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { SteadyCard } from '../../kit/SteadyCard';
import { Tag } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { PHASES } from '../../kit/words';
import { StandsTag, waitsFor } from '../course/stands';
import { useRead } from '../queries';
import { MANAGERS } from '../places';
import { useSession, useZone } from '../session';
import { NewClient } from './NewClient';
import { useTakesIn } from './useTakesIn';

type Course = Answer<'get', '/api/v1/courses'>['courses'][number];

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

/** The lists of the practice; but whom a course waits for is what its row says. */
const LISTED = Object.fromEntries(
  Object.keys(VIEWS).map((view) => [
    view,
    view === 'waitingForPrescriber' ? { waitingOn: 'prescriber', closed: 'false' } : { view },
  ]),
) as Record<View, { view: View } | { waitingOn: 'prescriber'; closed: 'false' }>;

const isView = (word: string | undefined): word is View => word !== undefined && word in VIEWS;

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The words that somebody looks for: not in the address, because they are part of a name. */
    find?: string;
  }
}

export function Clients() {
  const { find = '' } = useLocation().state;
  return <Found key={find} handed={find} />;
}

/** `handed`: the words with which somebody came here. */
function Found({ handed }: { handed: string }) {
  const { view } = useSearch({ from: '/clients' });
  const [find, setFind] = useState(handed);
  const navigate = useNavigate();
  const [asked, setAsked] = useState(handed);
  const takesIn = useTakesIn();
  const manages = useSession().roles.some((role) => MANAGERS.some((each) => each === role));
  const [adding, setAdding] = useState(false);
  const chosen = isView(view) ? view : undefined;
  const courses = useRead('/api/v1/courses', {
    query: { limit: 100, ...(find && { text: find }), ...(chosen && LISTED[chosen]) },
  });
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    setFind(asked.trim());
  };
  return (
    <>
      <div className="head">
        <h1>Clients</h1>
        <div className="wrap">
          {manages && (
            <Link to="/clients/import" className="button">
              Bring clients along
            </Link>
          )}
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
      <SteadyCard
        key={`${find} ${chosen ?? ''}`}
        title="Courses"
        count={courses.data?.courses.length}
        rows={courses.data?.courses}
        keyOf={keyOf}
      >
        {(steady) => (
          <Loaded query={courses}>
            {({ next }) => (
              <>
                {steady.length === 0 && (
                  <p className="empty">
                    {find !== '' || chosen ? 'No course matches.' : 'There are no courses yet.'}{' '}
                    {find === '' && !chosen && takesIn && (
                      <button
                        type="button"
                        className="link"
                        onClick={() => {
                          setAdding(true);
                        }}
                      >
                        Add a client
                      </button>
                    )}
                  </p>
                )}
                <ul className="list">
                  {steady.map(({ key, row, gone }) => (
                    <Row key={key} course={row} gone={gone} />
                  ))}
                </ul>
                {next !== undefined && (
                  <p className="empty">These are the first 100. Search by name to find others.</p>
                )}
              </>
            )}
          </Loaded>
        )}
      </SteadyCard>
      {find !== '' && <Contacts find={find} />}
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

const keyOf = ({ id }: Course): string => id;

/** `gone`: it was on the list when the person began to work in it. */
function Row({ course, gone }: { course: Course; gone: boolean }) {
  const zone = useZone();
  const { id, client, phase, next, waitingOn, onHold, closed } = course;
  return (
    <li className="row">
      {gone ? <Tag>No longer listed</Tag> : <StandsTag course={course} />}
      <Link className="strong" to="/courses/$id" params={{ id }} search={{}}>
        {client?.name ?? 'Without a client'}
      </Link>
      <div>
        <p>
          {onHold && 'On hold · '}
          {PHASES[phase]}
          {!(closed && waitingOn === 'nobody') && (
            <span className="quiet"> · waits for {waitsFor(course)}</span>
          )}
        </p>
        {next && <p className="small">{next.sentence}</p>}
      </div>
      <span className="small">{next?.dueBy && `due ${dayAndTime(zone, next.dueBy)}`}</span>
    </li>
  );
}

/** The people themselves, also those without a course. */
function Contacts({ find }: { find: string }) {
  const clients = useRead('/api/v1/clients', { query: { text: find, limit: 100 } });
  return (
    <Card title="Contact and courses" count={clients.data?.clients.length}>
      <Loaded query={clients}>
        {({ clients: all }) => (
          <>
            {all.length === 0 && <p className="empty">No client matches.</p>}
            <ul className="list">
              {all.map(({ id, name }) => (
                <li key={id} className="row">
                  <Link className="strong" to="/clients/$id" params={{ id }}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Card>
  );
}
