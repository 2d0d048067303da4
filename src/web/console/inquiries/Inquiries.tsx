/** People who would like to become clients: what is owed to them, and what became of it. */
import { useState } from 'react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { INQUIRY_STATES } from '../../../vocabulary/inquiries';
import type { Answer } from '../../client/api';
import { Loaded } from '../../kit/Loaded';
import { Pages } from '../../kit/Pages';
import { SteadyCard } from '../../kit/SteadyCard';
import { Tag } from '../../kit/Tag';
import { dayAndTime, due } from '../../kit/time';
import { useRead } from '../queries';
import { useZone } from '../session';
import { NewInquiry } from './NewInquiry';
import { CONSULTS, STATES } from './words';

type Listed = Answer<'get', '/api/v1/inquiries'>['inquiries'][number];

export function Inquiries() {
  const { state } = useSearch({ from: '/inquiries' });
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <div className="head">
        <h1>Inquiries</h1>
        <button
          type="button"
          className="button primary"
          onClick={() => {
            setAdding(true);
          }}
        >
          Write one down
        </button>
      </div>
      <div className="wrap filters">
        <select
          className="input"
          aria-label="Which inquiries"
          value={state ?? ''}
          onChange={(event) => {
            const next = INQUIRY_STATES.find((each) => each === event.target.value);
            void navigate({ to: '/inquiries', search: next ? { state: next } : {} });
          }}
        >
          <option value="">All inquiries</option>
          {INQUIRY_STATES.map((each) => (
            <option key={each} value={each}>
              {STATES[each].words}
            </option>
          ))}
        </select>
      </div>
      <List key={state ?? ''} state={state} />
      {adding && (
        <NewInquiry
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </>
  );
}

function List({ state }: { state: Listed['state'] | undefined }) {
  const [cursor, setCursor] = useState<string>();
  const inquiries = useRead('/api/v1/inquiries', { query: { state, cursor } });
  return (
    <SteadyCard
      key={cursor ?? ''}
      title={state ? STATES[state].words : 'All inquiries'}
      count={inquiries.data?.inquiries.length}
      aside="the newest first"
      rows={inquiries.data?.inquiries}
      keyOf={keyOf}
    >
      {(steady) => (
        <Loaded query={inquiries}>
          {({ next }) => (
            <>
              {steady.length === 0 && (
                <p className="empty">
                  {state ? 'No inquiry is in this state.' : 'There are no inquiries yet.'}
                </p>
              )}
              <ul className="list">
                {steady.map(({ key, row, gone }) => (
                  <Row key={key} inquiry={row} gone={gone} />
                ))}
              </ul>
              <Pages
                cursor={cursor}
                next={next}
                onTurn={setCursor}
                back="Back to the newest"
                more="Earlier"
              />
            </>
          )}
        </Loaded>
      )}
    </SteadyCard>
  );
}

const keyOf = ({ id }: Listed): string => id;

/** `gone`: it was on the list when the person began to work in it. */
function Row({ inquiry, gone }: { inquiry: Listed; gone: boolean }) {
  const zone = useZone();
  const { id, name, createdAt, state, dueAt, owedFrom, consult, mailTrouble } = inquiry;
  const isOwed = owedFrom !== undefined && Date.parse(owedFrom) <= Date.now();
  const { tone, words } =
    isOwed && dueAt ? due(zone, dueAt) : { tone: STATES[state].tone, words: STATES[state].words };
  return (
    <li className="row">
      {gone ? <Tag>No longer listed</Tag> : <Tag tone={tone}>{words}</Tag>}
      <Link className="strong" to="/inquiries/$id" params={{ id }}>
        {name}
      </Link>
      <div>
        <p>
          {STATES[state].words}
          {consult && !consult.off && (
            <span className="quiet">
              {' '}
              · {dayAndTime(zone, consult.start)}, {CONSULTS[consult.setting]}
            </span>
          )}
        </p>
        {mailTrouble && <p className="small">An e-mail did not go out. Call them.</p>}
      </div>
      <span className="small">came {dayAndTime(zone, createdAt)}</span>
    </li>
  );
}
