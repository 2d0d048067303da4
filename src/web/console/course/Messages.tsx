import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Tag, type Tone } from '../../kit/Tag';
import { Scroll } from '../../kit/Scroll';
import { dayAndTime } from '../../kit/time';
import { DROPPED, MESSAGE_STATES, roleName, templateName } from '../../kit/words';
import type { ActorRole } from '../../../vocabulary/roles';
import { useRead } from '../queries';
import { useZone } from '../session';

const TONES: Record<keyof typeof MESSAGE_STATES, Tone> = {
  pending: 'soon',
  sending: 'soon',
  sent: 'good',
  failed: 'harm',
  unknown: 'harm',
  dropped: 'none',
};

/** Everything that was sent or was to be sent, with why it was not. */
export function Messages({ course }: { course: string }) {
  const zone = useZone();
  const messages = useRead('/api/v1/courses/{id}/messages', { params: { id: course } });
  return (
    <Card title="Messages" count={messages.data?.messages.length}>
      <Loaded query={messages}>
        {({ messages: all }) =>
          all.length === 0 ? (
            <p className="empty">No message has been due yet.</p>
          ) : (
            <Scroll label="All messages">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Message</th>
                    <th scope="col">To</th>
                    <th scope="col">When</th>
                    <th scope="col">State</th>
                  </tr>
                </thead>
                <tbody>
                  {[...all]
                    .reverse()
                    .map(({ key, recipient, template, state, dueAt, sentAt, dropReason, lastError }) => (
                      <tr key={`${key} ${recipient}`}>
                        <th scope="row">{templateName(template)}</th>
                        <td>{roleName(recipient as ActorRole)}</td>
                        <td>{dayAndTime(zone, sentAt ?? dueAt)}</td>
                        <td>
                          <Tag tone={TONES[state]}>{MESSAGE_STATES[state]}</Tag>{' '}
                          <span className="small">
                            {dropReason ? DROPPED[dropReason] : state === 'sent' ? '' : lastError}
                          </span>
                        </td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </Scroll>
          )
        }
      </Loaded>
    </Card>
  );
}
