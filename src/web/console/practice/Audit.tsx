/** Who looked at which clients: for the lead, by client and by person. */
import { useState } from 'react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Pages } from '../../kit/Pages';
import { Scroll } from '../../kit/Scroll';
import { dayAndTime } from '../../kit/time';
import { roleName } from '../../kit/words';
import { useRead } from '../queries';
import { useZone } from '../session';

type Entry = Answer<'get', '/api/v1/reads'>['reads'][number];

export function Audit() {
  const { client, person } = useSearch({ from: '/practice/audit' });
  const navigate = useNavigate();
  const staff = useRead('/api/v1/practice/staff');
  return (
    <>
      <div className="head">
        <div>
          <h1>Who looked at clients</h1>
          <p className="quiet">
            {client === undefined ? (
              'All clients. Choose one by name in the list, or on the page of the client.'
            ) : (
              <>
                <About client={client} />{' '}
                <Link to="/practice/audit" search={person === undefined ? {} : { person }}>
                  All clients
                </Link>
              </>
            )}
          </p>
        </div>
        <label className="small">
          Who{' '}
          <select
            className="input"
            value={person ?? ''}
            onChange={(event) => {
              const next = event.target.value;
              void navigate({
                to: '/practice/audit',
                search: { ...(client && { client }), ...(next && { person: next }) },
              });
            }}
          >
            <option value="">Everybody</option>
            {staff.data?.staff.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {/* Another question begins with the newest entries. */}
      <Viewings key={`${client ?? ''} ${person ?? ''}`} client={client} person={person} />
    </>
  );
}

interface Asked {
  client: string | undefined;
  person: string | undefined;
}

function Viewings({ client, person }: Asked) {
  const [cursor, setCursor] = useState<string>();
  const reads = useRead('/api/v1/reads', { query: { client, person, cursor } });
  return (
    <Card title="Viewings" aside={<span className="small">newest first</span>}>
      <Loaded query={reads}>
        {({ reads: entries, next }) => (
          <>
            {entries.length === 0 && <p className="empty">Nobody looked.</p>}
            {entries.length > 0 && (
              <Scroll label="Who looked at clients">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">When</th>
                      <th scope="col">Who</th>
                      <th scope="col">What</th>
                    </tr>
                  </thead>
                  <tbody>
                    {entries.map((entry) => (
                      <Row key={entry.number} entry={entry} />
                    ))}
                  </tbody>
                </table>
              </Scroll>
            )}
            <Pages cursor={cursor} next={next} onTurn={setCursor} back="Back to the newest" more="Earlier" />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function About({ client }: { client: string }) {
  const { data } = useRead('/api/v1/clients/{id}', { params: { id: client } });
  return (
    <>
      Only{' '}
      <Link to="/clients/$id" params={{ id: client }}>
        {data?.name ?? 'one client'}
      </Link>
      .
    </>
  );
}

function Row({ entry }: { entry: Entry }) {
  const { at, name, person, role, what, course, clients, count, inquiries = [], inquiryCount = 0 } = entry;
  const zone = useZone();
  const others = (count ?? 0) - clients.length;
  return (
    <tr>
      <td>{dayAndTime(zone, at)}</td>
      <th scope="row">
        {name ?? person}
        <span className="small"> as {roleName(role)}</span>
      </th>
      <td>
        {course === undefined ? (
          what
        ) : (
          <Link to="/courses/$id" params={{ id: course }} search={{}}>
            {what}
          </Link>
        )}
        {count === undefined && ' of everybody'}
        {clients.map(({ id, name: whom }, index) => (
          <span key={id}>
            {index === 0 ? ' of ' : index === clients.length - 1 && others === 0 ? ' and ' : ', '}
            <Link to="/practice/audit" search={{ client: id }}>
              {whom || 'a client'}
            </Link>
          </span>
        ))}
        {inquiries.map(({ id, name: whom }, index) => (
          <span key={id}>
            {index === 0 && clients.length === 0 ? ' of ' : ', '}
            <Link to="/inquiries/$id" params={{ id }}>
              {whom || 'an inquiry that was removed'}
            </Link>
          </span>
        ))}
        {inquiryCount > inquiries.length && ` and ${inquiryCount - inquiries.length} more`}
        {others > 0 && ` and ${others} ${others === 1 ? 'other' : 'others'}`}
      </td>
    </tr>
  );
}
