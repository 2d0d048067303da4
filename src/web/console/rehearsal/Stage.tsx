import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { get, post, type Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { dayAndTime } from '../../kit/time';
import { useSubmission } from '../../kit/useSubmission';
import { inWords, PHASES, roleName, whoCan } from '../../kit/words';
import { aboutEvent } from '../course/aboutEvent';
import { expectedValues } from '../course/recordedValues';
import { queries, readAgain, useRead } from '../queries';
import { useSignalForms } from '../reports/forms';
import type { Schema } from '../reports/schema';
import { useZone } from '../session';
import { Begin } from './Begin';
import { moveClock } from './clock';

export type Shown = Answer<'get', '/api/v1/rehearsal/stage'>;

const WAIT_MS = 500;

export function Stage() {
  const stage = useQuery({
    queryKey: ['rehearsal-stage'],
    queryFn: async ({ signal }) => {
      const shown = await get('/api/v1/rehearsal/stage', { signal, background: true });
      moveClock(shown.now);
      return shown;
    },
  });
  const { busy, error, send } = useSubmission();
  const startOver = async () => {
    await post('/api/v1/rehearsal/start-over', { body: {} });
    // Until the new practice is there, the server asks to come back later.
    for (let there = false; !there;) {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      there = await get('/api/v1/rehearsal/stage', { background: true }).then(
        ({ course }) => course === undefined,
        () => false,
      );
    }
    queries.clear();
    location.reload();
  };
  return (
    <>
      <div className="head">
        <div>
          <h1>Rehearsal</h1>
          <p className="quiet">
            Do what is expected next, report something else in the course, or let time pass.
          </p>
        </div>
        <button type="button" className="button" disabled={busy} onClick={() => void send(startOver)}>
          {busy ? 'Starting over, about 10 seconds …' : 'Start over'}
        </button>
      </div>
      <ProblemNote error={error} />
      <Loaded query={stage}>
        {(shown) => (
          <div className="stack">
            {shown.course ? <Course shown={shown} course={shown.course} /> : <Begin />}
            <div className="columns">
              <Mails shown={shown} />
              <Happened shown={shown} />
            </div>
          </div>
        )}
      </Loaded>
    </>
  );
}

const SPANS = [
  [7, 'Live a week as expected'],
  [30, 'Live a month as expected'],
] as const;

function Course({ shown, course }: { shown: Shown; course: NonNullable<Shown['course']> }) {
  const zone = useZone();
  const { busy, error, send } = useSubmission();
  const [refused, setRefused] = useState<Answer<'post', '/api/v1/rehearsal/play'>['refused']>();
  const { expected } = shown;
  const forms = useSignalForms();
  const staff = useRead('/api/v1/practice/staff');
  const play = (days?: number) => async () => {
    setRefused(undefined);
    const played = await post('/api/v1/rehearsal/play', {
      body: { course: course.id, ...(days !== undefined && { days }) },
    });
    moveClock(played.now);
    setRefused(played.refused);
    await readAgain();
  };
  return (
    <Card
      title={`${course.client?.name ?? 'The course'}: ${PHASES[course.phase]}`}
      aside={
        <Link to="/courses/$id" params={{ id: course.id }} search={{}}>
          Open the course
        </Link>
      }
    >
      <div className="body stack">
        <ProblemNote error={error} />
        {refused && (
          <ul className="note harm" role="alert">
            {refused.map(({ code, sentence, resolvableBy }) => (
              <li key={code}>
                {sentence} {resolvableBy.length > 0 && `This can be resolved by ${whoCan(resolvableBy)}.`}
              </li>
            ))}
          </ul>
        )}
        {expected ? (
          <div>
            <p className="small">
              {Date.parse(expected.at) > Date.now()
                ? `Expected next, ${dayAndTime(zone, expected.at)}`
                : 'Expected now'}
            </p>
            <p className="strong">
              The {roleName(expected.role)} reports: {inWords(expected.name).toLowerCase()}
            </p>
            <p className="small">
              {expectedValues(forms.get(expected.name)?.schema as Schema | undefined, expected.fields, {
                when: (at) => dayAndTime(zone, at),
                staff: staff.data?.staff,
                events: shown.happened,
              })
                .map(({ label, words }) => `${label}: ${words}`)
                .join(' · ')}
            </p>
          </div>
        ) : (
          <p>Nothing more is expected of anyone.</p>
        )}
        <div className="wrap">
          <button
            type="button"
            className="button primary"
            disabled={busy || !expected}
            onClick={() => void send(play())}
          >
            Do it
          </button>
          {SPANS.map(([days, words]) => (
            <button
              key={days}
              type="button"
              className="button"
              disabled={busy || !expected}
              onClick={() => void send(play(days))}
            >
              {words}
            </button>
          ))}
          {busy && <span role="status">It happens …</span>}
        </div>
      </div>
    </Card>
  );
}

function Mails({ shown: { mails, mailCount } }: { shown: Shown }) {
  const zone = useZone();
  return (
    <Card title="E-mails received" count={mailCount} aside={<span className="small">the latest first</span>}>
      {mails.length === 0 && <p className="empty">None yet.</p>}
      <ul className="waits">
        {mails.map(({ id, at, to, subject, text }) => (
          <li key={id} className="row">
            <details>
              <summary>
                <span className="strong">{subject}</span>{' '}
                <span className="small">
                  to {to}, {dayAndTime(zone, at)}
                </span>
              </summary>
              <p className="mail-text">{text}</p>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Happened({ shown: { happened } }: { shown: Shown }) {
  const zone = useZone();
  return (
    <Card title="What happened" aside={<span className="small">the latest first</span>}>
      {happened.length === 0 && <p className="empty">Nothing yet.</p>}
      <ul className="coming">
        {happened.map((event) => (
          <li key={event.seq} className="row">
            <p className="small">{dayAndTime(zone, event.at)}</p>
            <div>
              <p>{inWords(event.type)}</p>
              <p className="small">{aboutEvent(event, (at) => dayAndTime(zone, at))}</p>
            </div>
            <span className="small">{roleName(event.by.role)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
