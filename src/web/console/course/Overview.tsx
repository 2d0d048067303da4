import { Link } from '@tanstack/react-router';
import { Card } from '../../kit/Card';
import { SteadyCard } from '../../kit/SteadyCard';
import { Tag } from '../../kit/Tag';
import { Warnings } from '../../kit/Warnings';
import { dayAndTime } from '../../kit/time';
import { entryWords, sessionName, SESSION_STATUSES, SETTINGS, whoCan } from '../../kit/words';
import { inUrgency, taskOwed, urgencyOf } from '../../../vocabulary/urgency';
import { useRead } from '../queries';
import { opens, reportable } from '../reports/actions';
import type { Reporting } from '../reports/ReportDialog';
import { useSession, useZone } from '../session';
import { CareTeam } from './CareTeam';
import { Line } from './Line';
import { marksOf } from './marks';
import { Possible } from './Possible';
import type { Course } from './Standing';
import { WaitingTask } from './WaitingTask';

interface Props {
  course: Course;
  onReport: (reporting: Reporting) => void;
}

const DAYS_90_MS = 90 * 86_400_000;

export function Overview({ course, onReport }: Props) {
  const zone = useZone();
  const params = { id: course.id };
  const forecast = useRead('/api/v1/courses/{id}/forecast', { params }, !course.closed);
  const messages = useRead('/api/v1/courses/{id}/messages', { params });
  const marks = marksOf(course, forecast.data, messages.data?.messages ?? [], zone);
  const last = marks.at(-1)?.at ?? Date.now();
  const ends = forecast.data ? Date.parse(forecast.data.ends) : Math.max(Date.now(), last);
  return (
    <div className="stack">
      {(forecast.data ?? course.closed) && (
        <Line
          key={course.id}
          marks={marks}
          from={Date.parse(course.startedAt)}
          to={Math.max(ends, Date.parse(course.startedAt) + DAYS_90_MS)}
          now={Date.now()}
        />
      )}
      <div className="columns">
        <div className="stack">
          <Waits course={course} onReport={onReport} />
          <CareTeam course={course} onReport={onReport} />
        </div>
        <div className="stack">
          <Sessions course={course} onReport={onReport} />
          <Coming entries={forecast.data?.entries ?? []} zone={zone} />
        </div>
      </div>
      <Possible course={course} onReport={onReport} />
    </div>
  );
}

/** What the course waits for, each with who can act and the button that does it. */
function Waits({ course, onReport }: Props) {
  const can = reportable(course.possible, useSession().roles);
  const gates = course.waiting.gates ?? [];
  const { tasks } = course.waiting;
  const rows = inUrgency(
    [
      ...tasks.map((task) => ({ key: task.key, task, gate: undefined })),
      ...gates.map((gate) => ({ key: gate.code, task: undefined, gate })),
    ],
    ({ key, task }) => (task ? taskOwed(task) : { urgency: urgencyOf(key) }),
  );
  return (
    <SteadyCard title="What it waits for" count={rows.length} rows={rows} keyOf={keyOf}>
      {(steady) => (
        <>
          {steady.length === 0 && <p className="empty">Nothing is missing.</p>}
          <ul className="waits">
            {steady.map(({ key, row: { task, gate }, gone }) =>
              task ? (
                <WaitingTask key={key} task={task} gone={gone} onReport={onReport} />
              ) : (
                <Gate
                  key={key}
                  gate={gate}
                  gone={gone}
                  can={can}
                  sessions={course.facts?.sessions ?? []}
                  onReport={onReport}
                />
              ),
            )}
          </ul>
        </>
      )}
    </SteadyCard>
  );
}

const keyOf = ({ key }: { key: string }): string => key;

interface GateProps extends Pick<Props, 'onReport'> {
  gate: NonNullable<Course['waiting']['gates']>[number];
  /** It was closed when the person began to work here. */
  gone: boolean;
  can: ReturnType<typeof reportable>;
  sessions: NonNullable<Course['facts']>['sessions'];
}

function Gate({ gate, gone, can, sessions, onReport }: GateProps) {
  const zone = useZone();
  const { code, sentence, resolvableBy, notBefore } = gate;
  return (
    <li className="row">
      <div>
        <p>{sentence}</p>
        <p className="small">
          Before the next dosing session.{' '}
          {resolvableBy.length > 0 && `Can be resolved by ${whoCan(resolvableBy)}.`}
          {notBefore && ` Not before ${dayAndTime(zone, notBefore)}.`}
        </p>
      </div>
      {gone ? (
        <Tag tone="good">No longer missing</Tag>
      ) : (
        <div className="wrap">
          {opens(code, can, sessions).map((opener) => (
            <button
              key={opener.signal}
              type="button"
              className="button"
              onClick={() => {
                onReport(opener);
              }}
            >
              {opener.label}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}

function Sessions({ course, onReport }: Props) {
  const zone = useZone();
  const live = (course.facts?.sessions ?? []).filter(({ status }) =>
    ['scheduled', 'inSession', 'recovering'].includes(status),
  );
  return (
    <SteadyCard title="Booked sessions" count={live.length} rows={live} keyOf={refOf}>
      {(steady) => (
        <>
          {steady.length === 0 && <p className="empty">No session is booked.</p>}
          <ul className="waits">
            {steady.map(({ key, row: { ref, kind, start, status, setting, warnings }, gone }) => (
              <li key={key} className="row">
                <div>
                  <p className="strong">{dayAndTime(zone, start)}</p>
                  <p className="small">
                    {sessionName(ref)} · {SETTINGS[setting]}
                    {status !== 'scheduled' && ` · ${SESSION_STATUSES[status]}`}
                  </p>
                  <Warnings warnings={warnings} />
                </div>
                {gone ? (
                  <Tag tone="good">No longer booked</Tag>
                ) : (
                  <div className="wrap">
                    {kind === 'dosing' && (
                      <Link
                        className="button"
                        to="/courses/$id/sessions/$ref"
                        params={{ id: course.id, ref }}
                      >
                        Open session
                      </Link>
                    )}
                    {status === 'scheduled' && (
                      <button
                        type="button"
                        className="button"
                        onClick={() => {
                          onReport({ signal: 'sessionRescheduled', preset: { session: ref } });
                        }}
                      >
                        Move<span className="hidden"> {sessionName(ref)}</span>
                      </button>
                    )}
                  </div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </SteadyCard>
  );
}

const refOf = ({ ref }: { ref: string }): string => ref;

type Entries = NonNullable<ReturnType<typeof useRead<'/api/v1/courses/{id}/forecast'>>['data']>['entries'];

const MOST_COMING = 8;
const LISTED = ['session', 'message', 'deadline', 'window', 'breach', 'task'];

const kindWords = ({ kind, booked }: Entries[number]): string =>
  kind === 'message' ? 'e-mail' : kind === 'session' ? (booked ? 'booked' : 'expected') : kind;

function Coming({ entries, zone }: { entries: Entries; zone: string }) {
  const now = Date.now();
  const shown = entries
    .filter(({ at, kind }) => Date.parse(at) > now && LISTED.includes(kind))
    .slice(0, MOST_COMING);
  return (
    <Card title="Coming up" aside={<span className="small">if all goes as assumed</span>}>
      {shown.length === 0 && <p className="empty">Nothing is expected.</p>}
      <ul className="coming">
        {shown.map((entry, index) => (
          <li key={index} className="row">
            <p className="strong">{dayAndTime(zone, entry.at)}</p>
            <p>{entryWords(entry)}</p>
            <span className="small">{kindWords(entry)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
