/** What waits for the prescriber: each with what it is decided by, and the form that decides it, on one page. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useSearch } from '@tanstack/react-router';
import { Loaded } from '../../kit/Loaded';
import { SteadyCard } from '../../kit/SteadyCard';
import { Tag } from '../../kit/Tag';
import { day, due } from '../../kit/time';
import { useRead } from '../queries';
import { useZone } from '../session';
import { Decide } from './Decide';
import './prescriber.css';
import { waitingOf, type Waiting } from './waiting';

export function Inbox() {
  const { course } = useSearch({ from: '/prescriber' });
  const courses = useRead('/api/v1/courses', { query: { view: 'waitingForPrescriber', limit: 200 } });
  const tasks = useRead('/api/v1/tasks', { query: { role: 'prescriber' } });
  return (
    <>
      <div className="head">
        <div>
          <h1>Prescriber</h1>
          <p className="quiet">What waits for a decision, the most urgent first.</p>
        </div>
      </div>
      <Loaded query={courses}>
        {({ courses: waiting }) => (
          <Loaded query={tasks}>
            {({ tasks: owed }) => {
              const all = waitingOf(waiting, owed);
              const chosen = all.find((each) => each.course === course);
              return (
                <div className="inbox">
                  <List all={all} chosen={course} />
                  {course !== undefined ? (
                    <InView key={course}>
                      <Decide course={course} items={chosen?.items ?? []} />
                    </InView>
                  ) : (
                    all.length > 0 && (
                      <p className="empty card">Choose a client to see what it is decided by.</p>
                    )
                  )}
                </div>
              );
            }}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

/** On a telephone, the list is above what was chosen from it. */
function InView({ children }: { children: ReactNode }) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (window.matchMedia('(max-width: 760px)').matches) here.current?.scrollIntoView();
  }, []);
  return <div ref={here}>{children}</div>;
}

/** Neither filter is in the address: one is part of a name, the other says what a client goes through. */
function List({ all, chosen }: { all: readonly Waiting[]; chosen: string | undefined }) {
  const [what, setWhat] = useState('');
  const [name, setName] = useState('');
  const kinds = [...new Set(all.flatMap(({ items }) => items.map(({ title }) => title)))].sort();
  const shown = all.filter(
    ({ client, items }) =>
      (what === '' || items.some(({ title }) => title === what)) &&
      client.toLowerCase().includes(name.trim().toLowerCase()),
  );
  return (
    <div className="stack tight">
      {all.length > 0 && (
        <div className="wrap filters" role="search">
          <input
            className="input narrow"
            type="search"
            aria-label="Client"
            placeholder="Client"
            value={name}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
          <select
            className="input narrow"
            aria-label="What waits"
            value={what}
            onChange={(event) => {
              setWhat(event.target.value);
            }}
          >
            <option value="">Everything</option>
            {kinds.map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        </div>
      )}
      <SteadyCard key={`${what} ${name}`} title="Waiting" count={shown.length} rows={shown} keyOf={keyOf}>
        {(steady) => (
          <>
            {steady.length === 0 && (
              <p className="empty">
                {all.length === 0 ? 'Nothing waits for the prescriber.' : 'Nothing of this waits.'}
              </p>
            )}
            <ul>
              {steady.map(({ key, row, gone }) => (
                <li key={key}>
                  <Link
                    className="waiting"
                    to="/prescriber"
                    search={{ course: row.course }}
                    aria-current={row.course === chosen ? 'true' : undefined}
                    resetScroll={false}
                  >
                    <span className="strong">{row.client}</span>
                    {gone ? (
                      <Tag tone="good">No longer waits</Tag>
                    ) : (
                      row.items.map((item) => <Line key={item.key} item={item} />)
                    )}
                    {!gone && row.items.length === 0 && (
                      <span className="small">The course waits for the prescriber.</span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </SteadyCard>
    </div>
  );
}

const keyOf = ({ course }: Waiting): string => course;

function Line({ item: { title, since, dueBy } }: { item: Waiting['items'][number] }) {
  const zone = useZone();
  const urgent = dueBy === undefined ? undefined : due(zone, dueBy);
  return (
    <span className="wrap">
      <span>{title}</span>
      <span className="small">since {day(zone, since)}</span>
      {urgent && urgent.tone !== 'none' && <Tag tone={urgent.tone}>{urgent.words}</Tag>}
    </span>
  );
}
