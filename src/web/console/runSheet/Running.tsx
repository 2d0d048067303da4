import { useEffect, useState } from 'react';

const two = (count: number): string => String(count).padStart(2, '0');

/** How long it has been going on, `48:12`, from the real start. */
export function Running({ since }: { since: string }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const tick = setInterval(() => {
      setNow(Date.now());
    }, 1_000);
    return () => {
      clearInterval(tick);
    };
  }, []);
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  return (
    <p className="running" role="timer" aria-label="Time since the start">
      {hours > 0 && `${hours}:`}
      {two(minutes)}:{two(seconds % 60)}
    </p>
  );
}
