/** Across every page of a rehearsal: that nothing here is real, what time it is, and how to move it. */
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { post } from '../../client/api';
import { ProblemNote } from '../../kit/ProblemNote';
import { clock, longDay } from '../../kit/time';
import { readAgain } from '../queries';
import { useSession, useZone } from '../session';
import { moveClock } from './clock';
import { wayBackIn } from './wayBack';
import './rehearsal.css';

const MOVES = [
  ['nextEvent', 'Next event'],
  ['day', '+1 day'],
  ['week', '+1 week'],
] as const;

const KEY = 'way back';

/** Kept for this tab: the address changes with the first step. */
function keepWayBack(): string | undefined {
  try {
    const given = wayBackIn(location.hash);
    if (given !== undefined) sessionStorage.setItem(KEY, given);
    return given ?? sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    // Without a storage, the way back is only on the first page.
    return wayBackIn(location.hash);
  }
}

const HOME = keepWayBack();

export function Band() {
  const { rehearsal } = useSession();
  return rehearsal?.here ? <Time /> : null;
}

function Time() {
  const zone = useZone();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const now = new Date().toISOString();
  const move = async (to: (typeof MOVES)[number][0]) => {
    setBusy(true);
    setError(undefined);
    try {
      const moved = await post('/api/v1/rehearsal/move', { body: { to } });
      moveClock(moved.now);
      await readAgain();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <aside className="rehearsal-band" aria-label="Rehearsal">
      <p>
        <strong>Rehearsal.</strong> Nothing here is real.{' '}
        <span role="status">
          {busy ? 'Time moves …' : `It is ${longDay(zone, now)}, ${clock(zone, now)}.`}
        </span>
      </p>
      <div className="wrap">
        {MOVES.map(([to, words]) => (
          <button key={to} type="button" className="button" disabled={busy} onClick={() => void move(to)}>
            {words}
          </button>
        ))}
        <Link className="button" to="/rehearsal">
          What is next
        </Link>
        {HOME !== undefined && (
          <a className="button" href={`${HOME}/console/rehearsal`}>
            Back to the console
          </a>
        )}
      </div>
      <ProblemNote error={error} />
    </aside>
  );
}
