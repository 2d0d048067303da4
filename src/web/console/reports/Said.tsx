import type { Answer } from '../../client/api';
import { dayAndTime } from '../../kit/time';
import './said.css';

type Task = Answer<'get', '/api/v1/courses/{id}'>['waiting']['tasks'][number];

interface Props {
  said: NonNullable<Task['said']>;
  zone: string;
  /** Where a time can be entered. */
  onUse?: ((start: string) => void) | undefined;
}

/** What the client said that a task is about: the time that they would like, and their own words. */
export function Said({ said: { start, words }, zone, onUse }: Props) {
  return (
    <div className="note stack said-note">
      {start !== undefined && (
        <p>
          The client would like <span className="strong">{dayAndTime(zone, start)}</span>.
        </p>
      )}
      {words !== undefined && (
        <>
          <p className="small">In the client’s own words:</p>
          <blockquote className="said">{words}</blockquote>
        </>
      )}
      {start === undefined && words === undefined && <p>The client did not say more.</p>}
      {start !== undefined && onUse && (
        <div>
          <button
            type="button"
            className="button"
            onClick={() => {
              onUse(start);
            }}
          >
            Use this time
          </button>
        </div>
      )}
    </div>
  );
}

/** What the client said about what is being reported: the session that moves, or the task that is done. */
export const saidAbout = (
  tasks: readonly Task[],
  { session, task }: Readonly<Record<string, unknown>>,
): NonNullable<Task['said']>[] =>
  tasks
    .filter((each) => each.key === task || (each.session !== undefined && each.session === session))
    .flatMap(({ said }) => said ?? []);
