/** Moving open courses to a version of their protocol: what it would change in each, and what became of each. */
import { useState } from 'react';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { post, type Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { Tag } from '../../kit/Tag';
import { day } from '../../kit/time';
import { useSubmission } from '../../kit/useSubmission';
import { dollars, PHASES, whoCan } from '../../kit/words';
import { readAgain, useRead } from '../queries';
import { Changes } from '../reports/Changes';
import { useZone } from '../session';
import { Sentences } from './Differences';
import { versionQuery } from './shown';
import './protocols.css';

type Course = Answer<'get', '/api/v1/courses'>['courses'][number];
type Result = Answer<'post', '/api/v1/protocols/{id}/move'>['courses'][number];

/** As many as one request takes. */
const MOST = 200;

export function MoveCourses() {
  const { id } = useParams({ from: '/protocols/$id/move' });
  const { version } = useSearch({ from: '/protocols/$id/move' });
  const protocol = useRead('/api/v1/protocols/{id}', { params: { id }, query: versionQuery(version) });
  const courses = useRead('/api/v1/courses', { query: { protocol: id, closed: 'false', limit: MOST } });
  return (
    <Loaded query={protocol}>
      {({ title, version: to }) => (
        <>
          <div className="head">
            <div>
              <p className="small">
                <Link to="/protocols/$id" params={{ id }} search={{ version: to }}>
                  {title}
                </Link>
              </p>
              <h1>Move courses to version {to}</h1>
              <p className="quiet">
                Each course moves by a report of its own. Look first at what would change.
              </p>
            </div>
          </div>
          <Loaded query={courses}>
            {({ courses: open, next }) => (
              <>
                <Movers id={id} version={to} courses={open} />
                {next && <p className="note soon">The {MOST} most recent are shown. Move these first.</p>}
              </>
            )}
          </Loaded>
        </>
      )}
    </Loaded>
  );
}

function Movers({ id, version, courses }: { id: string; version: number; courses: readonly Course[] }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [results, setResults] = useState<readonly Result[]>([]);
  /** Once it is answered, the next one is another request, also for the same courses. */
  const [round, setRound] = useState(1);
  const { key, busy, error, send } = useSubmission();
  const resultOf = (course: string) => results.find((each) => each.course === course);
  const others = courses.filter(
    ({ id: course, protocol }) => protocol?.version !== version || resultOf(course),
  );
  const open = others.filter(({ id: course }) => !resultOf(course)?.moved);
  const moving = open.map((each) => each.id).filter((each) => chosen.includes(each));
  const move = async () => {
    const answer = await post('/api/v1/protocols/{id}/move', {
      params: { id },
      key: `${key}-${round}`,
      body: { version, courses: moving },
    });
    setRound(round + 1);
    const moved = new Set(answer.courses.map(({ course }) => course));
    setResults((before) => [...before.filter(({ course }) => !moved.has(course)), ...answer.courses]);
    setChosen([]);
    await readAgain();
  };
  if (others.length === 0)
    return (
      <Card title="Open courses">
        <p className="empty">Every open course of this protocol is on version {version}.</p>
      </Card>
    );
  return (
    <div className="stack">
      <ProblemNote error={error} />
      <Card
        title="Open courses on other versions"
        count={open.length}
        aside={
          open.length > 0 && (
            <button
              type="button"
              className="button"
              onClick={() => {
                setChosen(moving.length === open.length ? [] : open.map((each) => each.id));
              }}
            >
              {moving.length === open.length ? 'Choose none' : 'Choose all'}
            </button>
          )
        }
      >
        <ul className="waits">
          {others.map((course) => (
            <Mover
              key={course.id}
              course={course}
              to={{ id, version }}
              result={resultOf(course.id)}
              chosen={moving.includes(course.id)}
              onChoose={(on) => {
                setChosen(on ? [...moving, course.id] : moving.filter((each) => each !== course.id));
              }}
            />
          ))}
        </ul>
      </Card>
      {open.length > 0 && (
        <div className="actions">
          <button
            type="button"
            className="button primary"
            disabled={busy || moving.length === 0}
            onClick={() => void send(move)}
          >
            {busy ? 'Moving …' : moving.length === 1 ? 'Move 1 course' : `Move ${moving.length} courses`}
          </button>
        </div>
      )}
    </div>
  );
}

interface MoverProps {
  course: Course;
  to: { id: string; version: number };
  result: Result | undefined;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

function Mover({ course, to, result, chosen, onChoose }: MoverProps) {
  const [looking, setLooking] = useState(false);
  const name = course.client?.name ?? 'Without a client';
  return (
    <li className="row">
      <div>
        <label className="choice">
          <input
            type="checkbox"
            checked={chosen}
            disabled={result?.moved === true}
            onChange={(event) => {
              onChoose(event.target.checked);
            }}
          />
          <span>
            <span className="strong">{name}</span>{' '}
            <span className="small">
              version {course.protocol?.version} · {PHASES[course.phase]}
            </span>
          </span>
        </label>
        {result && !result.moved && (
          <p className="wrong">
            {result.sentence}{' '}
            {result.reasons?.map(({ code, resolvableBy }) => (
              <span key={code}>
                {resolvableBy.length > 0 && `This can be resolved by ${whoCan(resolvableBy)}.`}
              </span>
            ))}
          </p>
        )}
      </div>
      <div className="wrap">
        {result && <Tag tone={result.moved ? 'good' : 'harm'}>{result.moved ? 'moved' : 'not moved'}</Tag>}
        <Link className="button" to="/courses/$id" params={{ id: course.id }} search={{}}>
          Open<span className="hidden"> the course of {name}</span>
        </Link>
        {!result?.moved && (
          <button
            type="button"
            className="button"
            aria-expanded={looking}
            onClick={() => {
              setLooking(!looking);
            }}
          >
            What would change<span className="hidden"> for {name}</span>
          </button>
        )}
      </div>
      {looking && !result?.moved && (
        <div className="whole">
          <Preview course={course.id} to={to} />
        </div>
      )}
    </li>
  );
}

function Preview({ course, to }: { course: string; to: { id: string; version: number } }) {
  const zone = useZone();
  const preview = useQuery({
    queryKey: ['protocol-preview', course, to],
    queryFn: ({ signal }) =>
      post('/api/v1/courses/{id}/protocol/preview', {
        params: { id: course },
        body: { protocol: to },
        signal,
      }),
    refetchInterval: false,
  });
  return (
    <Loaded query={preview}>
      {({ differences, refused = [], before, after, changes }) => (
        <div className="stack">
          {refused.length > 0 && (
            <ul className="note harm">
              {refused.map(({ code, sentence }) => (
                <li key={code}>{sentence}</li>
              ))}
            </ul>
          )}
          <Sentences differences={differences} />
          <p>
            It ends {day(zone, after.ends)} (now: {day(zone, before.ends)}), with charges still to come of{' '}
            {dollars(after.charges.toCents)} (now: {dollars(before.charges.toCents)}).
          </p>
          <Changes caption="What moves" changes={changes} zone={zone} />
        </div>
      )}
    </Loaded>
  );
}
