import { useState } from 'react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { post } from '../../client/api';
import { Card } from '../../kit/Card';
import { Dialog } from '../../kit/Dialog';
import { Loaded } from '../../kit/Loaded';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { dayAndTime, zoneName } from '../../kit/time';
import { PHASES } from '../../kit/words';
import { readAgain, useRead } from '../queries';
import { useSession, useZone } from '../session';
import { ChangeContact } from './ChangeContact';
import { WITHOUT_PHONE } from './ContactFields';
import { ProtocolField } from './ProtocolField';
import { RemoveClient } from './RemoveClient';
import { useTakesIn } from './useTakesIn';

/** A client: how to reach them, and their courses. */
export function Client() {
  const { id } = useParams({ from: '/clients/$id' });
  const zone = useZone();
  const manages = useSession().roles.some((role) => role === 'lead' || role === 'admin');
  const client = useRead('/api/v1/clients/{id}', { params: { id } });
  const courses = useRead('/api/v1/courses', { query: { client: id, limit: 50 } });
  const takesIn = useTakesIn();
  const [doing, setDoing] = useState<'start' | 'change' | 'remove'>();
  const close = () => {
    setDoing(undefined);
  };
  return (
    <Loaded query={client}>
      {(person) => {
        const { name, email, phone, zone: home, optedOutAt } = person;
        return (
          <>
            <div className="head">
              <div>
                <p className="small">
                  <Link to="/clients" search={{}}>
                    Clients
                  </Link>
                </p>
                <h1>{name}</h1>
                {manages && (
                  <p className="small">
                    <Link to="/practice/audit" search={{ client: id }}>
                      Who looked at this client
                    </Link>
                  </p>
                )}
              </div>
              {takesIn && (
                <button
                  type="button"
                  className="button primary"
                  onClick={() => {
                    setDoing('start');
                  }}
                >
                  Start a course
                </button>
              )}
            </div>
            <div className="columns">
              <Card
                title="Contact"
                aside={
                  takesIn && (
                    <button
                      type="button"
                      className="button"
                      onClick={() => {
                        setDoing('change');
                      }}
                    >
                      Change
                      <span className="hidden"> the contact data</span>
                    </button>
                  )
                }
              >
                <dl className="facts">
                  <dt>E-mail</dt>
                  <dd>{email ?? 'none: everything becomes a call'}</dd>
                  <dt>Telephone</dt>
                  <dd>{phone ?? `none. ${WITHOUT_PHONE}`}</dd>
                  <dt>Time zone</dt>
                  <dd>{zoneName(home)}</dd>
                  {optedOutAt && (
                    <>
                      <dt>E-mail stopped</dt>
                      <dd>The client unsubscribed {dayAndTime(zone, optedOutAt)}.</dd>
                    </>
                  )}
                </dl>
              </Card>
              <Card title="Courses" count={courses.data?.courses.length}>
                <Loaded query={courses}>
                  {({ courses: all }) => (
                    <>
                      {all.length === 0 && (
                        <div className="empty stack">
                          <p>No course yet.</p>
                          {manages && (
                            <button
                              type="button"
                              className="button"
                              onClick={() => {
                                setDoing('remove');
                              }}
                            >
                              Remove client
                            </button>
                          )}
                        </div>
                      )}
                      <ul className="waits">
                        {all.map(({ id: course, phase, startedAt, protocol }) => (
                          <li key={course} className="row">
                            <div>
                              <p className="strong">{PHASES[phase]}</p>
                              <p className="small">
                                {protocol?.id} · started {dayAndTime(zone, startedAt)}
                              </p>
                            </div>
                            <Link className="button" to="/courses/$id" params={{ id: course }} search={{}}>
                              Open
                            </Link>
                          </li>
                        ))}
                      </ul>
                    </>
                  )}
                </Loaded>
              </Card>
            </div>
            {doing === 'start' && <StartCourse client={id} name={name} onClose={close} />}
            {doing === 'remove' && <RemoveClient client={id} name={name} onClose={close} />}
            {doing === 'change' && <ChangeContact client={person} onClose={close} />}
          </>
        );
      }}
    </Loaded>
  );
}

function StartCourse({ client, name, onClose }: { client: string; name: string; onClose: () => void }) {
  const navigate = useNavigate();
  const [protocol, setProtocol] = useState('');
  const { key, busy, error, submit } = useSubmission();
  const begin = async () => {
    const { id } = await post('/api/v1/courses', { key, body: { client, protocol } });
    await readAgain();
    onClose();
    await navigate({ to: '/courses/$id', params: { id }, search: {} });
  };
  return (
    <Dialog title="Start a course" about={name} onClose={onClose}>
      <form onSubmit={submit(begin)}>
        <ProblemNote error={error} />
        <ProtocolField value={protocol} onChange={setProtocol} />
        <FormActions label="Start course" meanwhile="Starting …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
