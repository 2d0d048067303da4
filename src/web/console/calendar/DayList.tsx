/** The sessions day by day, as a list: for a telephone, and for screen readers. */
import { Card } from '../../kit/Card';
import { Tag } from '../../kit/Tag';
import { Warnings } from '../../kit/Warnings';
import { clock, dayAndTime, dayOf, daySpan, longDay, plusDays } from '../../kit/time';
import { sessionName, SETTINGS } from '../../kit/words';
import { ConsultRow } from '../inquiries/ConsultRow';
import { useZone } from '../session';
import {
  clashWord,
  conflictsOf,
  keyOf,
  Readiness,
  warningsBesides,
  type Listed,
} from '../sessions/Readiness';
import type { CalendarProps } from './Grid';
import { periodOf } from './period';

export function DayList({ date, sessions, consults, closedDays, onOpen }: CalendarProps) {
  const zone = useZone();
  const { from, days } = periodOf('list', date);
  const dates = Array.from({ length: days }, (_, index) => plusDays(from, index));
  return (
    <div className="stack list">
      {dates.map((each) => {
        const ofDay = sessions.filter(({ start }) => dayOf(zone, start) === each);
        const talks = consults.filter(({ consult }) => dayOf(zone, consult.start) === each);
        return (
          <Card
            key={each}
            title={longDay(zone, daySpan(zone, each).from)}
            count={ofDay.length + talks.length}
            aside={closedDays.includes(each) && <Tag tone="soon">The practice is closed</Tag>}
          >
            {ofDay.length + talks.length === 0 && <p className="empty">No sessions.</p>}
            <ul>
              {talks.map((talk) => (
                <ConsultRow key={talk.inquiry.id} listed={talk} />
              ))}
              {ofDay.map((session) => (
                <Row key={keyOf(session)} session={session} onOpen={onOpen} />
              ))}
            </ul>
          </Card>
        );
      })}
    </div>
  );
}

interface RowProps {
  session: Listed;
  /** With its day. */
  dated?: boolean;
  onOpen: (session: Listed) => void;
}

export function Row({ session, dated = false, onOpen }: RowProps) {
  const zone = useZone();
  const { client, ref, start, minutes, setting, holders } = session;
  return (
    <li className="row">
      <div>
        <p className="strong">{dated ? dayAndTime(zone, start) : clock(zone, start)}</p>
        <p className="small">{minutes} minutes</p>
      </div>
      <div>
        <p className="strong">{client?.name ?? 'Without a client'}</p>
        <p className="small">
          {sessionName(ref)} · {SETTINGS[setting]}
        </p>
        {holders.length > 0 && <p className="small">{holders.map(({ name }) => name).join(', ')}</p>}
      </div>
      <div className="stack tight">
        {conflictsOf(session).length > 0 && (
          <div>
            <Tag tone="soon">{clashWord(session)}</Tag>
          </div>
        )}
        <Readiness session={session} />
        <Warnings warnings={warningsBesides(session)} />
      </div>
      <button
        type="button"
        className="button"
        onClick={() => {
          onOpen(session);
        }}
      >
        Look
        <span className="hidden">
          {' '}
          at {sessionName(ref)} of {client?.name}
        </span>
      </button>
    </li>
  );
}
