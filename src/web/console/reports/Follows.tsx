/** After a session was booked, moved or canceled: which e-mails went out, and which will. */
import { dayAndTime } from '../../kit/time';
import { DROPPED, MESSAGE_STATES, roleName, templateName, type Session } from '../../kit/words';
import type { ActorRole } from '../../../vocabulary/roles';
import { useRead } from '../queries';
import { useZone } from '../session';
import type { Recorded } from './recorded';

const MOST = 3;

export function Follows({ course, signal, values, at, since }: Recorded) {
  const zone = useZone();
  const params = { id: course };
  const read = useRead('/api/v1/courses/{id}', { params });
  const messages = useRead('/api/v1/courses/{id}/messages', { params });
  const old = read.dataUpdatedAt < since || messages.dataUpdatedAt < since;
  if (old || !read.data || !messages.data) return <p className="small">Looking up what follows …</p>;
  const session = sessionOf(read.data.facts?.sessions ?? [], signal, values)?.ref;
  const sent = messages.data.messages.filter(({ dueAt }) => at !== undefined && dueAt >= at);
  const coming = (read.data.comingUp ?? []).filter(
    ({ kind, key }) => kind === 'message' && session !== undefined && key.includes(`:${session}.`),
  );
  const named = coming.slice(0, MOST);
  return (
    <ul className="small">
      {sent.map(({ key, recipient, template, state }) => (
        <li key={`${key} ${recipient}`}>
          {templateName(template)} to the {roleName(recipient as ActorRole)}:{' '}
          {MESSAGE_STATES[state].toLowerCase()}
        </li>
      ))}
      {named.map(({ key, due, withheld }) => (
        <li key={key}>
          {templateName(key.slice(0, key.indexOf(':')))}:{' '}
          {withheld ? `will not go out. ${DROPPED[withheld]}` : `will go out ${dayAndTime(zone, due)}`}
        </li>
      ))}
      {coming.length > MOST && <li>and {coming.length - MOST} more</li>}
      {sent.length === 0 && coming.length === 0 && <li>No e-mail follows from it soon.</li>}
    </ul>
  );
}

/** The session it was about. A booking does not name it: it is the latest one of its kind. */
export const sessionOf = (
  sessions: readonly Session[],
  signal: Recorded['signal'],
  { session, kind }: Recorded['values'],
): Session | undefined =>
  signal === 'sessionScheduled'
    ? sessions
        .filter((each) => each.kind === kind)
        .sort((a, b) => numberOf(a) - numberOf(b))
        .at(-1)
    : sessions.find(({ ref }) => ref === session);

const numberOf = ({ ref }: Session): number => Number(ref.split('-')[1]);
