import { useState, type SubmitEvent } from 'react';
import { Card } from '../../kit/Card';
import type { Session } from '../../kit/words';
import { refusedBody, type Tap, type Tapped } from './outbox';
import { VITALS, VitalsFields, type Vitals } from './VitalsForm';

interface Props {
  session: Session;
  /** What was refused of this course. */
  refused: readonly Tapped[];
  tap: Tap;
}

/** The client leaves: alert, with somebody, and with vital signs where they are asked for. */
export function Release({ session: { ref }, refused, tap }: Props) {
  // What was refused when the line came back is put right, not typed again.
  const before = refusedBody(refused, 'clientReleased', ref);
  const [oriented, setOriented] = useState(before?.oriented === true);
  const [escort, setEscort] = useState(before?.escort === true);
  const [vitals, setVitals] = useState<Vitals>((before?.vitals as Vitals | undefined) ?? {});
  const measured = VITALS.every(([name]) => vitals[name] !== undefined);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void tap('clientReleased', 'Release client', {
      session: ref,
      oriented,
      escort,
      ...(measured && { vitals }),
    });
  };
  return (
    <Card title="Release">
      <form className="body" onSubmit={send}>
        <VitalsFields values={vitals} onChange={setVitals} />
        <label className="choice large">
          <input
            type="checkbox"
            required
            checked={oriented}
            onChange={(event) => {
              setOriented(event.target.checked);
            }}
          />
          The client is alert and oriented
        </label>
        <label className="choice large">
          <input
            type="checkbox"
            checked={escort}
            onChange={(event) => {
              setEscort(event.target.checked);
            }}
          />
          The support person or escort is present
        </label>
        <button type="submit" className="button primary large">
          Release client
        </button>
      </form>
    </Card>
  );
}
