/** After a session was booked, moved or canceled: when it is now, which e-mails went out, and which will. */
import { dayAndTime } from '../../kit/time';
import { MESSAGE_STATES, roleName, sessionName, templateName } from '../../kit/words';
import type { ActorRole } from '../../../vocabulary/roles';
import { useRead } from '../queries';
import { useZone } from '../session';
import type { Recorded } from './recorded';

const MOST = 3;

export function Follows({ course, session, at }: Pick<Recorded, 'course' | 'session' | 'at'>) {
  const zone = useZone();
  const params = { id: course };
  const read = useRead('/api/v1/courses/{id}', { params });
  const messages = useRead('/api/v1/courses/{id}/messages', { params });
  if (!read.data || !messages.data) return <p className="small">Looking up what follows …</p>;
  const booked = read.data.facts?.sessions.find(({ ref }) => ref === session);
  const sent = messages.data.messages.filter(({ dueAt }) => at !== undefined && dueAt >= at);
  const coming = (read.data.comingUp ?? [])
    .filter(({ kind, key }) => kind === 'message' && session !== undefined && key.includes(`:${session}.`))
    .slice(0, MOST);
  return (
    <ul className="small">
      {booked?.status === 'scheduled' && (
        <li className="strong">
          {sessionName(booked.ref)}: {dayAndTime(zone, booked.start)}
        </li>
      )}
      {sent.map(({ key, recipient, template, state }) => (
        <li key={`${key} ${recipient}`}>
          {templateName(template)} to the {roleName(recipient as ActorRole)}:{' '}
          {MESSAGE_STATES[state].toLowerCase()}
        </li>
      ))}
      {coming.map(({ key, due }) => (
        <li key={key}>
          {templateName(key.slice(0, key.indexOf(':')))}: {dayAndTime(zone, due)}
        </li>
      ))}
      {sent.length === 0 && coming.length === 0 && <li>No e-mail follows from it.</li>}
    </ul>
  );
}
