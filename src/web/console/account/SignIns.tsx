import { useState } from 'react';
import { post } from '../../client/api';
import { signedOut } from '../../client/signedOut';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { Tag } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { useSubmission } from '../../kit/useSubmission';
import { useRead } from '../queries';
import { useZone } from '../session';

/** In which browsers one is signed in, and the end of all of it. */
export function SignIns() {
  const zone = useZone();
  const signIns = useRead('/api/v1/sign-ins');
  const feed = useRead('/api/v1/calendar-feed');
  const [calendar, setCalendar] = useState(false);
  const { busy, error, send } = useSubmission();
  const end = async () => {
    await post('/api/v1/sign-ins/sign-out-everywhere', {
      body: calendar ? { calendar: 'revoke' } : {},
    });
    signedOut.tell();
  };
  return (
    <Card title="Where you are signed in" count={signIns.data?.signIns.length}>
      <Loaded query={signIns}>
        {({ signIns: all }) => (
          <ul className="waits">
            {all.map(({ id, browser, createdAt, lastSeenAt, current }) => (
              <li key={id} className="row">
                <div>
                  <p className="strong">{browser}</p>
                  <p className="small">
                    since {dayAndTime(zone, createdAt)} · last used {dayAndTime(zone, lastSeenAt)}
                  </p>
                </div>
                {current ? <Tag tone="good">here</Tag> : <span />}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <div className="body stack">
        <ProblemNote error={error} />
        <p className="small">This signs you out here, too. What you have not sent stays on the screen.</p>
        {feed.data?.createdAt !== undefined && (
          <label className="choice">
            <input
              type="checkbox"
              checked={calendar}
              onChange={(event) => {
                setCalendar(event.target.checked);
              }}
            />
            Revoke my calendar address, too: otherwise calendars go on showing my sessions
          </label>
        )}
        <div>
          <button type="button" className="button" disabled={busy} onClick={() => void send(end)}>
            Sign out everywhere
          </button>
        </div>
      </div>
    </Card>
  );
}
