import { useState } from 'react';
import { post } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { dayAndTime } from '../../kit/time';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain, useRead } from '../queries';
import { useZone } from '../session';

/** The secret address with which a calendar program shows one's sessions. */
export function CalendarAddress() {
  const zone = useZone();
  const feed = useRead('/api/v1/calendar-feed');
  const [address, setAddress] = useState<string>();
  const { key, busy, error, send } = useSubmission();
  const make = async () => {
    const { path } = await post('/api/v1/calendar-feed', { body: {} });
    setAddress(location.origin + path);
    await readAgain();
  };
  const revoke = async () => {
    await post('/api/v1/calendar-feed/revoke', { key, body: {} });
    setAddress(undefined);
    await readAgain();
  };
  return (
    <Card title="Calendar address">
      <div className="body stack">
        <p>
          Subscribe to it in your calendar program. It has the times of your sessions from 30 days ago to 180
          days ahead, each as “Appointment”: no names, and nothing about the treatment.
        </p>
        <ProblemNote error={error} />
        {address !== undefined && (
          <div className="note good" role="status">
            <p>
              <strong>Copy it now: it is shown only once.</strong> Anyone who has it can read these times.
            </p>
            <p>
              <code className="address">{address}</code>
            </p>
            <Copy text={address} />
          </div>
        )}
        <Loaded query={feed}>
          {({ createdAt }) => (
            <>
              <p className="small">
                {createdAt === undefined
                  ? 'You have no address yet.'
                  : `You have an address, made ${dayAndTime(zone, createdAt)}. A new one replaces it: calendars that use the old one stop showing your sessions.`}
              </p>
              <div className="wrap">
                <button type="button" className="button" disabled={busy} onClick={() => void send(make)}>
                  {createdAt === undefined ? 'Make an address' : 'Make a new address'}
                </button>
                {createdAt !== undefined && (
                  <button type="button" className="button" disabled={busy} onClick={() => void send(revoke)}>
                    Revoke the address
                  </button>
                )}
              </div>
            </>
          )}
        </Loaded>
      </div>
    </Card>
  );
}

function Copy({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button type="button" className="button" onClick={() => void copy()}>
      {copied ? 'Copied' : 'Copy the address'}
    </button>
  );
}
