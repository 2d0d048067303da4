/** What is now, what is owed, and what to watch: the page a day starts with. */
import { Link, useSearch } from '@tanstack/react-router';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { daySpan, longDay, today } from '../../kit/time';
import { useRead } from '../queries';
import { useZone } from '../session';
import { SessionRow } from './SessionRow';
import { PracticeTaskRow, TaskRow } from './TaskRow';
import { Watch } from './Watch';

export function Today() {
  const zone = useZone();
  const { whose = 'everyone' } = useSearch({ from: '/today' });
  const sessions = useRead('/api/v1/sessions', { query: daySpan(zone, today(zone)) });
  const tasks = useRead('/api/v1/tasks', { query: whose === 'mine' ? { mine: 'true' } : {} });
  return (
    <>
      <div className="head">
        <div>
          <h1>{longDay(zone, new Date())}</h1>
          <p className="quiet">{summary(sessions.data?.sessions, tasks.data?.tasks)}</p>
        </div>
        <nav className="segments" aria-label="Whose tasks">
          <Link to="/today" search={{ whose: 'mine' }} activeOptions={{ exact: true }}>
            Mine
          </Link>
          <Link to="/today" search={{}} activeOptions={{ exact: true }}>
            Everyone
          </Link>
        </nav>
      </div>
      <div className="stack list">
        <Card title="Sessions today" count={sessions.data?.sessions.filter(takesPlace).length}>
          <Loaded query={sessions}>
            {({ sessions: all }) => {
              const shown = all.filter(takesPlace);
              return shown.length === 0 ? (
                <p className="empty">No sessions today.</p>
              ) : (
                <ul>
                  {shown.map((session) => (
                    <SessionRow key={`${session.course} ${session.ref}`} session={session} />
                  ))}
                </ul>
              );
            }}
          </Loaded>
        </Card>
        <Card
          title="Owed"
          count={tasks.data ? tasks.data.tasks.length + tasks.data.practice.length : undefined}
          aside={<span className="small">overdue first</span>}
        >
          <Loaded query={tasks}>
            {({ tasks: all, practice, more }) => (
              <>
                {all.length + practice.length === 0 && <p className="empty">Nothing is owed.</p>}
                <ul>
                  {practice.map((task) => (
                    <PracticeTaskRow key={task.kind} task={task} />
                  ))}
                  {all.map((task) => (
                    <TaskRow key={`${task.course} ${task.key}`} task={task} />
                  ))}
                </ul>
                {more && <p className="empty">There are more. These are the first 200.</p>}
              </>
            )}
          </Loaded>
        </Card>
        <Watch />
      </div>
    </>
  );
}

const takesPlace = ({ status, closed }: { status: string; closed: boolean }): boolean =>
  status !== 'cancelled' && !closed;

function summary(
  sessions: readonly { status: string; closed: boolean }[] | undefined,
  tasks: readonly { dueBy?: string | undefined }[] | undefined,
): string {
  if (!sessions || !tasks) return ' ';
  const today = sessions.filter(takesPlace).length;
  const late = tasks.filter(({ dueBy }) => dueBy !== undefined && Date.parse(dueBy) < Date.now()).length;
  const first =
    today === 0 ? 'No sessions today.' : today === 1 ? 'One session today.' : `${today} sessions today.`;
  const second =
    late === 0 ? 'Nothing is overdue.' : late === 1 ? 'One task is overdue.' : `${late} tasks are overdue.`;
  return `${first} ${second}`;
}
