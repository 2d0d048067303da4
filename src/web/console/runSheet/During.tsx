import { useState } from 'react';
import { clock } from '../../kit/time';
import { dollars, type Session } from '../../kit/words';
import type { Course } from '../course/Standing';
import type { MayReport } from '../reports/forms';
import { useSession, useZone } from '../session';
import type { Tap, Tapped } from './outbox';
import { Question } from '../../kit/Question';
import { minutesWords } from './When';
import { VitalsForm } from './VitalsForm';

/** A session that ends sooner than this was probably ended by a wrong tap. */
const SOON_MS = 10 * 60_000;

interface Props {
  course: Course;
  session: Session;
  mayReport: MayReport;
  waiting: readonly Tapped[];
  refused: readonly Tapped[];
  tap: Tap;
}

/** While it goes on: who is with the client, the vital signs, and the end. */
export function During({ course, session, mayReport, waiting, refused, tap }: Props) {
  const zone = useZone();
  const [asking, setAsking] = useState(false);
  const { ref, startedAt, longerFrom, vitalsDueAt } = session;
  const alone = course.waiting.tasks.find(
    ({ kind, key, session: about }) =>
      kind === 'support-person-presence' && about === ref && !waiting.some(({ body }) => body.task === key),
  );
  const completer = useSession().roles.find((role) => alone?.completedBy.some((each) => each === role));
  const lasted = () => (startedAt ? Date.now() - Date.parse(startedAt) : Infinity);
  const end = () => {
    setAsking(false);
    void tap('dosingEnded', 'End session', { session: ref });
  };
  return (
    <>
      {alone && (
        <div className="note soon stack">
          <p className="strong">The session began without the word that the support person is there.</p>
          {completer && (
            <div>
              <button
                type="button"
                className="button large"
                onClick={() =>
                  void tap('taskCompleted', 'The support person is here', { task: alone.key }, completer)
                }
              >
                The support person is here
              </button>
            </div>
          )}
        </div>
      )}
      {longerFrom && (
        <p className="note soon">
          From {clock(zone, longerFrom.at)} on, the session is charged as a longer one:{' '}
          {dollars(longerFrom.cents)} more.
        </p>
      )}
      {mayReport('vitalsRecorded') && (
        <VitalsForm
          key={vitalsDueAt ?? 'once'}
          session={ref}
          when="during"
          dueAt={vitalsDueAt}
          refused={refused}
          tap={tap}
        />
      )}
      {mayReport('dosingEnded') && (
        <button
          type="button"
          className="button primary large"
          onClick={() => {
            if (lasted() < SOON_MS) setAsking(true);
            else end();
          }}
        >
          End session
        </button>
      )}
      {asking && (
        <Question
          title="Is the session really over?"
          answers={[{ words: 'Yes, end session', onChoose: end }]}
          onClose={() => {
            setAsking(false);
          }}
        >
          It began {minutesWords(lasted())} ago. After this, only a correction takes the end back.
        </Question>
      )}
    </>
  );
}
