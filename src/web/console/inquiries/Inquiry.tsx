/** One inquiry: what the person wrote, who they may be, and what can be done. */
import { useState } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Tag } from '../../kit/Tag';
import { dayAndTime, due, zoneName } from '../../kit/time';
import { roleName } from '../../kit/words';
import { useRead } from '../queries';
import { Call } from '../reports/Call';
import '../reports/said.css';
import { useZone } from '../session';
import { BookConsult } from './Consult';
import { RemoveInquiry, Reply, Tell } from './Reply';
import { StartFrom } from './StartFrom';
import type { Read } from './read';
import { ANSWERS, CONSULTS, MAIL_STATES, MAILS, STATES, STEPS, WAYS } from './words';

type Doing = 'answer' | 'wait' | 'decline' | 'consult' | 'cancel' | 'start' | 'remove';

export function Inquiry() {
  const { id } = useParams({ from: '/inquiries/$id' });
  const read = useRead('/api/v1/inquiries/{id}', { params: { id } });
  return <Loaded query={read}>{(inquiry) => <Shown inquiry={inquiry} />}</Loaded>;
}

function Shown({ inquiry }: { inquiry: Read }) {
  const zone = useZone();
  const [doing, setDoing] = useState<Doing>();
  const close = () => {
    setDoing(undefined);
  };
  const { name, state, dueAt, owedFrom, mailTrouble, client, course, consult, createdAt, source } = inquiry;
  const isOwed = owedFrom !== undefined && Date.parse(owedFrom) <= Date.now();
  const booked = hasConsultAhead(inquiry);
  const isOver = state === 'client';
  /** The start of a course broke off: it is finished, not put off. */
  const isStarting = client !== undefined && !isOver;
  const likeliest: Doing = state === 'open' && !isStarting ? 'answer' : 'start';
  const may: [Doing, string][] = isOver
    ? [
        ...(booked ? ([['cancel', 'Cancel consult']] as [Doing, string][]) : []),
        ...(isOwed ? ([['answer', 'Answer']] as [Doing, string][]) : []),
      ]
    : [
        ...(booked
          ? ([
              ['cancel', 'Cancel consult'],
              ['consult', 'Move consult'],
            ] as [Doing, string][])
          : ([
              ...(isStarting
                ? []
                : [
                    ['remove', 'Remove'],
                    ['decline', 'Decline'],
                    ['wait', 'Waiting list'],
                  ]),
              ['consult', 'Book consult'],
            ] as [Doing, string][])),
        ['answer', 'Answer'],
        ['start', 'Start a course'],
      ];
  return (
    <>
      <div className="head">
        <div>
          <p className="small">
            <Link to="/inquiries" search={{}}>
              Inquiries
            </Link>
          </p>
          <h1>{name}</h1>
          <p className="wrap">
            <Tag tone={STATES[state].tone}>{STATES[state].words}</Tag>
            {isOwed && dueAt && <Tag tone={due(zone, dueAt).tone}>{due(zone, dueAt).words}</Tag>}
            <span className="quiet">
              {source === 'form' ? 'by the form' : 'written down by staff'}, {dayAndTime(zone, createdAt)}
            </span>
          </p>
        </div>
        <div className="wrap">
          {may.map(([what, words]) => (
            <button
              key={what}
              type="button"
              className={what === likeliest ? 'button primary' : 'button'}
              onClick={() => {
                setDoing(what);
              }}
            >
              {words}
            </button>
          ))}
        </div>
      </div>
      <div className="stack">
        {mailTrouble && (
          <p className="note harm" role="status">
            An e-mail to this person did not go out, or nobody knows whether it did. Call them.
          </p>
        )}
        {client && (
          <p className="note good">
            This person is a client:{' '}
            <Link to="/clients/$id" params={{ id: client.id }}>
              {client.name}
            </Link>
            {course !== undefined && (
              <>
                .{' '}
                <Link to="/courses/$id" params={{ id: course }} search={{}}>
                  Open the course
                </Link>
              </>
            )}
          </p>
        )}
        {inquiry.resembling.length > 0 && (
          <ul className="note soon" aria-label="Who may be the same person">
            {inquiry.resembling.map(({ sentence, client: other, inquiry: also }) => (
              <li key={`${other ?? ''} ${also ?? ''}`}>
                {sentence}{' '}
                {other !== undefined && (
                  <Link to="/clients/$id" params={{ id: other }}>
                    Open the client
                  </Link>
                )}
                {also !== undefined && (
                  <Link to="/inquiries/$id" params={{ id: also }}>
                    Open the other inquiry
                  </Link>
                )}
              </li>
            ))}
          </ul>
        )}
        <div className="columns">
          <Said inquiry={inquiry} />
          <div className="stack">
            {consult && (
              <Card title="Consult" aside={consult.off && <Tag>Canceled</Tag>}>
                <dl className="facts">
                  <dt>When</dt>
                  <dd>
                    {dayAndTime(zone, consult.start)} {zoneName(zone)}, {consult.minutes} minutes
                  </dd>
                  <dt>How</dt>
                  <dd>{CONSULTS[consult.setting]}</dd>
                  <dt>With</dt>
                  <dd>{consult.staff.name}</dd>
                </dl>
              </Card>
            )}
            <Done inquiry={inquiry} />
          </div>
        </div>
      </div>
      {(doing === 'answer' || doing === 'wait') && <Reply {...{ inquiry, what: doing }} onClose={close} />}
      {doing === 'decline' && <Tell inquiry={inquiry} what="decline" onClose={close} />}
      {doing === 'consult' && <BookConsult inquiry={inquiry} moves={booked} onClose={close} />}
      {doing === 'cancel' && <Tell inquiry={inquiry} what="cancelConsult" onClose={close} />}
      {doing === 'start' && <StartFrom inquiry={inquiry} onClose={close} />}
      {doing === 'remove' && <RemoveInquiry inquiry={inquiry} onClose={close} />}
    </>
  );
}

/** What the person wrote, and how they are reached. */
function Said({ inquiry: { email, call, reachedBy, message, answers } }: { inquiry: Read }) {
  return (
    <Card title="What they wrote">
      <dl className="facts">
        <dt>E-mail</dt>
        <dd>{email === undefined ? 'none' : <a href={`mailto:${email}`}>{email}</a>}</dd>
        <dt>Telephone</dt>
        <dd>{call ? <Call call={call} /> : 'none'}</dd>
        <dt>Answer</dt>
        <dd>{WAYS[reachedBy]}</dd>
        {answers.map(({ question, answer }) => (
          <div key={question} className="key">
            <dt>{question}</dt>
            <dd>{ANSWERS[answer]}</dd>
          </div>
        ))}
      </dl>
      {message === '' ? (
        <p className="empty">They wrote nothing else.</p>
      ) : (
        <blockquote className="body said">{message}</blockquote>
      )}
    </Card>
  );
}

function Done({ inquiry: { steps, mails } }: { inquiry: Read }) {
  const zone = useZone();
  return (
    <Card title="What was done">
      {steps.length + mails.length === 0 && <p className="empty">Nothing yet.</p>}
      <ul className="waits">
        {steps.map(({ step, at, person, role, note, mail }) => (
          <li key={`${step} ${at}`} className="row">
            <div>
              <p className="strong">{STEPS[step]}</p>
              <p className="small">
                {dayAndTime(zone, at)}, {person ?? roleName(role)}
              </p>
              {note !== undefined && <p>{note}</p>}
              {mail !== undefined && <blockquote className="said">{mail}</blockquote>}
            </div>
          </li>
        ))}
        {mails.map(({ kind, state, dueAt }) => (
          <li key={`${kind} ${dueAt}`} className="row">
            <p className="small">
              E-mail “{MAILS[kind]}”: {MAIL_STATES[state]}
              {state === 'pending' && `, ${dayAndTime(zone, dueAt)}`}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const hasConsultAhead = ({ consult }: Read): boolean =>
  consult !== undefined && !consult.off && Date.parse(consult.start) + consult.minutes * 60_000 > Date.now();
