import { clock, zoneName } from '../../kit/time';
import type { Session } from '../../kit/words';
import { useZone } from '../session';
import { Running } from './Running';

/** `50 minutes`. */
export function minutesWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** The time that counts: the booked one, how long it has been going on, or when it really took place. */
export function When({ session: { status, start, startedAt, endedAt } }: { session: Session }) {
  const zone = useZone();
  if (startedAt && endedAt)
    return (
      <p className="time took">
        {clock(zone, startedAt)} to {clock(zone, endedAt)},{' '}
        {minutesWords(Date.parse(endedAt) - Date.parse(startedAt))}
      </p>
    );
  if (status !== 'inSession' || !startedAt) return <p className="time">{clock(zone, start)}</p>;
  return (
    <>
      <Running since={startedAt} />
      <p className="quiet">
        since {clock(zone, startedAt)} {zoneName(zone)}
      </p>
    </>
  );
}
