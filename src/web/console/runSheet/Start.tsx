import { useId, useState } from 'react';
import { clock, day, dayAndTime, zoneName } from '../../kit/time';
import type { Session } from '../../kit/words';
import { useZone } from '../session';
import type { Tap } from './outbox';
import { Question } from '../../kit/Question';

/** How long before its booked time a session may start. The server refuses an earlier start (`src/course/decide/timing.ts`). */
const EARLY_MS = 60 * 60_000;

/** From when on a session can start, in milliseconds. */
export const startableFrom = ({ start }: Session): number => Date.parse(start) - EARLY_MS;

interface Props {
  session: Session;
  /** It is too early to start. */
  early: boolean;
  tap: Tap;
}

/** The start. Where a support person is required, nobody starts by accident without them. */
export function Start({ session, early, tap }: Props) {
  const zone = useZone();
  const why = useId();
  const [present, setPresent] = useState(false);
  const [asking, setAsking] = useState(false);
  const required = session.supportPersonRequired === true;
  const start = (there: boolean) => {
    setAsking(false);
    void tap('dosingStarted', 'Start session', {
      session: session.ref,
      ...(there && { supportPersonPresent: true }),
    });
  };
  const from = new Date(startableFrom(session)).toISOString();
  return (
    <>
      {required && (
        <label className="choice large">
          <input
            type="checkbox"
            checked={present}
            onChange={(event) => {
              setPresent(event.target.checked);
            }}
          />
          The support person is in the client’s home
        </label>
      )}
      {early && (
        <p id={why} className="note soon">
          You can start from {day(zone, from) === 'today' ? clock(zone, from) : dayAndTime(zone, from)}{' '}
          {zoneName(zone)}, one hour before the booked time. To start earlier, move the session first.
        </p>
      )}
      <button
        type="button"
        className="button primary large"
        disabled={early}
        {...(early && { 'aria-describedby': why })}
        onClick={() => {
          if (required && !present) setAsking(true);
          else start(required);
        }}
      >
        Start session
      </button>
      {asking && (
        <Question
          title="Is the support person there?"
          answers={[
            {
              words: 'Start anyway',
              onChoose: () => {
                start(false);
              },
            },
            {
              words: 'Yes, start session',
              onChoose: () => {
                start(true);
              },
            },
          ]}
          onClose={() => {
            setAsking(false);
          }}
        >
          Nobody has said yet that the support person is in the client’s home. If you start anyway, somebody
          must make sure during the session.
        </Question>
      )}
    </>
  );
}
