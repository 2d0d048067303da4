/** A week of sessions, day by day: whose they are, where, and what is missing. */
import { Link, useSearch } from '@tanstack/react-router';
import type { Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Tag } from '../../kit/Tag';
import { clock, dayOf, daySpan, longDay, plusDays, today, zoneName } from '../../kit/time';
import { sessionName, SESSION_STATUSES, SETTINGS } from '../../kit/words';
import { useRead } from '../queries';
import { useZone } from '../session';

type Listed = Answer<'get', '/api/v1/sessions'>['sessions'][number];

const WEEK = 7;

export function Calendar() {
  const zone = useZone();
  const { from = today(zone) } = useSearch({ from: '/calendar' });
  const sessions = useRead('/api/v1/sessions', { query: daySpan(zone, from, WEEK) });
  const days = Array.from({ length: WEEK }, (_, index) => plusDays(from, index));
  return (
    <>
      <div className="head">
        <div>
          <h1>Calendar</h1>
          <p className="quiet">Times in {zoneName(zone)} time.</p>
        </div>
        <nav className="segments" aria-label="Week">
          <Link to="/calendar" search={{ from: plusDays(from, -WEEK) }}>
            Week before
          </Link>
          <Link to="/calendar" search={{}} activeOptions={{ exact: true }}>
            From today
          </Link>
          <Link to="/calendar" search={{ from: plusDays(from, WEEK) }}>
            Week after
          </Link>
        </nav>
      </div>
      <Loaded query={sessions}>
        {({ sessions: all }) => (
          <div className="stack list">
            {days.map((date) => {
              const ofDay = all.filter(({ start }) => dayOf(zone, start) === date);
              return (
                <Card key={date} title={longDay(zone, daySpan(zone, date).from)} count={ofDay.length}>
                  {ofDay.length === 0 && <p className="empty">No sessions.</p>}
                  <ul>
                    {ofDay.map((session) => (
                      <Row key={`${session.course} ${session.ref}`} session={session} />
                    ))}
                  </ul>
                </Card>
              );
            })}
          </div>
        )}
      </Loaded>
    </>
  );
}

function Row({ session }: { session: Listed }) {
  const zone = useZone();
  const { client, course, ref, start, minutes, setting, status, onHold, closedGates = [] } = session;
  return (
    <li className="row">
      <div>
        <p className="strong">{clock(zone, start)}</p>
        <p className="small">{minutes} minutes</p>
      </div>
      <div>
        <p className="strong">{client?.name ?? 'Without a client'}</p>
        <p className="small">
          {sessionName(ref)} · {SETTINGS[setting]}
        </p>
      </div>
      <div className="wrap">
        {status !== 'scheduled' && (
          <Tag tone={status === 'completed' ? 'good' : 'none'}>{SESSION_STATUSES[status]}</Tag>
        )}
        {onHold && <Tag tone="soon">on hold</Tag>}
        {status === 'scheduled' && closedGates.length > 0 && (
          <span className="quiet">{closedGates.map(({ sentence }) => sentence).join(' ')}</span>
        )}
      </div>
      <Link className="button" to="/courses/$id" params={{ id: course }} search={{}}>
        Open<span className="hidden"> {client?.name}</span>
      </Link>
    </li>
  );
}
