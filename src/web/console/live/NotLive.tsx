import { useEffect, useState } from 'react';
import { fromMs } from '../../../time/instant';
import { clock } from '../../kit/time';
import { useZone } from '../session';
import { useLostSince } from './heard';

/** A restart of the server is over sooner, and nobody needs to know. */
const PATIENCE_MS = 5_000;

/** Says that what others do does not appear by itself, and since when. */
export function NotLive() {
  const zone = useZone();
  const since = useLostSince();
  const [said, setSaid] = useState<number>();
  useEffect(() => {
    if (since === undefined) return;
    const timer = setTimeout(
      () => {
        setSaid(since);
      },
      since + PATIENCE_MS - Date.now(),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [since]);
  return (
    <div role="status">
      {since !== undefined && said === since && (
        <p className="note soon">
          Not connected since {clock(zone, fromMs(since))}. Lists may be old; they are read again every 15
          seconds.
        </p>
      )}
    </div>
  );
}
