/** What is now, what is owed, and what to watch: the page a day starts with. */
import { useRef } from 'react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Loaded } from '../../kit/Loaded';
import { SteadyCard } from '../../kit/SteadyCard';
import { daySpan, longDay, today } from '../../kit/time';
import { useOverdue } from '../overdue';
import { useRead } from '../queries';
import { Colleague } from './Colleague';
import { useSession, useZone } from '../session';
import { First } from './First';
import { SessionRow } from './SessionRow';
import { useRowKeys } from './useRowKeys';
import { ConsultRow } from '../inquiries/ConsultRow';
import { InquiryRow } from './InquiryRow';
import { PracticeTaskRow, TaskRow } from './TaskRow';
import { Watch } from './Watch';
import { isPerson } from './whose';

export function Today() {
  const zone = useZone();
  const { person, roles } = useSession();
  const { whose = 'everyone' } = useSearch({ from: '/today' });
  const navigate = useNavigate();
  const rows = useRef<HTMLDivElement>(null);
  useRowKeys(rows);
  const holds = (role: string): boolean => roles.some((own) => own === role);
  const sessions = useRead('/api/v1/sessions', { query: daySpan(zone, today(zone)) });
  const holder = whose === 'mine' ? person.id : isPerson(whose) ? whose : undefined;
  const tasks = useRead('/api/v1/tasks', { query: holder === undefined ? {} : { person: holder } });
  const overdue = useOverdue();
  const shown = sessions.data?.sessions.filter(
    (session) =>
      takesPlace(session) &&
      (holder === undefined || session.holders.some(({ id }) => id === holder)) &&
      (whose !== 'role' || session.roles.some(holds)),
  );
  const consults = sessions.data?.consults.filter(
    ({ consult: { staff } }) =>
      (holder === undefined && whose !== 'role') || staff.id === (holder ?? person.id),
  );
  const inquiries = tasks.data?.inquiries.filter(({ role }) => whose !== 'role' || holds(role)) ?? [];
  const owed = tasks.data?.tasks.filter(({ role }) => whose !== 'role' || holds(role));
  const practice = tasks.data?.practice.filter(({ role }) => whose === 'everyone' || holds(role)) ?? [];
  return (
    <>
      <div className="head">
        <div>
          <h1>{longDay(zone, new Date())}</h1>
          <p className="quiet">{summary(shown, overdue)}</p>
        </div>
        <div className="wrap">
          <nav className="segments" aria-label="Whose">
            <Link to="/today" search={{ whose: 'mine' }} activeOptions={{ exact: true }}>
              Mine
            </Link>
            <Link to="/today" search={{ whose: 'role' }} activeOptions={{ exact: true }}>
              {roles.length > 1 ? 'My roles' : 'My role'}
            </Link>
            <Link to="/today" search={{}} activeOptions={{ exact: true }}>
              Everyone
            </Link>
          </nav>
          <Colleague
            value={isPerson(whose) ? whose : ''}
            onChange={(next) => void navigate({ to: '/today', search: next ? { whose: next } : {} })}
          />
        </div>
      </div>
      <div className="stack list" ref={rows}>
        {tasks.data?.tasks.length === 0 && <First />}
        <SteadyCard
          title="Sessions today"
          count={shown && shown.length + (consults?.length ?? 0)}
          rows={shown}
          keyOf={keyOfSession}
        >
          {(steady) => (
            <Loaded query={sessions}>
              {() => (
                <>
                  {steady.length + (consults?.length ?? 0) === 0 && (
                    <p className="empty">No sessions today.</p>
                  )}
                  <ul>
                    {consults?.map((each) => (
                      <ConsultRow key={each.inquiry.id} listed={each} />
                    ))}
                    {steady.map(({ key, row, gone }) => (
                      <SessionRow key={key} session={row} gone={gone} />
                    ))}
                  </ul>
                </>
              )}
            </Loaded>
          )}
        </SteadyCard>
        <SteadyCard
          title="Owed"
          count={owed && owed.length + practice.length + inquiries.length}
          aside="safety first, then what is overdue"
          rows={owed}
          keyOf={keyOfTask}
        >
          {(steady) => (
            <Loaded query={tasks}>
              {({ more }) => (
                <>
                  {steady.length + practice.length + inquiries.length === 0 && (
                    <p className="empty">Nothing is owed.</p>
                  )}
                  <ul>
                    {practice.map((task) => (
                      <PracticeTaskRow key={task.kind} task={task} />
                    ))}
                    {amongTasks(inquiries, steady).map((each) =>
                      'inquiry' in each ? (
                        <InquiryRow key={each.inquiry.id} inquiry={each.inquiry} />
                      ) : (
                        <TaskRow key={each.key} task={each.row} gone={each.gone} />
                      ),
                    )}
                  </ul>
                  {more && <p className="empty">There are more. These are the first 200.</p>}
                </>
              )}
            </Loaded>
          )}
        </SteadyCard>
        <Watch />
      </div>
    </>
  );
}

/** Both in one order: an inquiry comes after the tasks that are due before it. */
function amongTasks<I extends { dueBy: string }, T extends { row: { dueBy?: string | undefined } }>(
  inquiries: readonly I[],
  tasks: readonly T[],
): ({ inquiry: I } | T)[] {
  const after = ({ dueBy }: I): number =>
    tasks.findLastIndex(({ row }) => row.dueBy !== undefined && row.dueBy <= dueBy) + 1;
  return [...tasks, undefined].flatMap((task, index) => [
    ...inquiries.filter((each) => after(each) === index).map((inquiry) => ({ inquiry })),
    ...(task ? [task] : []),
  ]);
}

const keyOfSession = ({ course, ref }: { course: string; ref: string }): string => `${course} ${ref}`;
const keyOfTask = ({ course, key }: { course: string; key: string }): string => `${course} ${key}`;

const takesPlace = ({ status, closed }: { status: string; closed: boolean }): boolean =>
  status !== 'cancelled' && !closed;

function summary(sessions: readonly unknown[] | undefined, late: number | undefined): string {
  if (!sessions || late === undefined) return ' ';
  const today = sessions.length;
  const first =
    today === 0 ? 'No sessions today.' : today === 1 ? 'One session today.' : `${today} sessions today.`;
  const second =
    late === 0
      ? 'Nothing is overdue for you.'
      : late === 1
        ? 'One task is overdue for you.'
        : `${late} tasks are overdue for you.`;
  return `${first} ${second}`;
}
