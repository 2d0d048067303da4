/** Who works here: people with their roles; inviting, and ending someone's access at once. */
import { useState } from 'react';
import { post, type Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Dialog } from '../../kit/Dialog';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { Tag } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { useSubmission } from '../../kit/useSubmission';
import { roleName } from '../../kit/words';
import { OwnPassword } from '../account/OwnPassword';
import { readAgain, useRead } from '../queries';
import { useSession, useZone } from '../session';
import { Invite } from './Invite';

type Person = Answer<'get', '/api/v1/staff'>['staff'][number];

export function Staff() {
  const zone = useZone();
  const { person: me } = useSession();
  const staff = useRead('/api/v1/staff');
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Person>();
  return (
    <>
      <div className="head">
        <h1>Staff</h1>
        <button
          type="button"
          className="button primary"
          onClick={() => {
            setInviting(true);
          }}
        >
          Invite someone
        </button>
      </div>
      <Card title="People" count={staff.data?.staff.length}>
        <Loaded query={staff}>
          {({ staff: people }) => (
            <ul className="waits">
              {people.map((person) => (
                <li key={person.id} className="row">
                  <div>
                    <p className="strong">{person.name}</p>
                    <p className="small">
                      {person.email} · {person.roles.map(roleName).join(', ')}
                    </p>
                    <p className="small">
                      {person.lastSeenAt
                        ? `last here ${dayAndTime(zone, person.lastSeenAt)}`
                        : 'never signed in'}
                    </p>
                  </div>
                  <div className="wrap">
                    {!person.account && <Tag tone="soon">invited</Tag>}
                    {person.account && !person.password && <Tag>by the identity provider</Tag>}
                    {person.secondFactor && <Tag tone="good">second factor</Tag>}
                    {!person.account && <Again person={person} />}
                    {person.id !== me.id && (
                      <button
                        type="button"
                        className="button"
                        onClick={() => {
                          setLeaving(person);
                        }}
                      >
                        Remove<span className="hidden"> {person.name}</span>
                      </button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </Card>
      {inviting && (
        <Invite
          onClose={() => {
            setInviting(false);
          }}
        />
      )}
      {leaving && (
        <Remove
          person={leaving}
          onClose={() => {
            setLeaving(undefined);
          }}
        />
      )}
    </>
  );
}

/** A new link; the one of before no longer works. */
function Again({ person: { id, name } }: { person: Person }) {
  const [said, setSaid] = useState<string>();
  const send = async () => {
    const { invitation } = await post('/api/v1/staff/{id}/invite', {
      params: { id },
      key: crypto.randomUUID(),
      body: {},
    });
    setSaid(invitation === 'sent' ? 'Sent.' : 'The mail server did not take it. Try again later.');
  };
  return said ? (
    <span role="status">{said}</span>
  ) : (
    <button type="button" className="button" onClick={() => void send()}>
      Send the invitation again<span className="hidden"> to {name}</span>
    </button>
  );
}

/** It cannot be undone, so it says what will happen. */
function Remove({ person: { id, name }, onClose }: { person: Person; onClose: () => void }) {
  const [ownPassword, setOwnPassword] = useState('');
  const { key, busy, error, wrong, submit } = useSubmission();
  const remove = async () => {
    await post('/api/v1/staff/{id}/remove', { params: { id }, key, body: { ownPassword } });
    await readAgain();
    onClose();
  };
  return (
    <Dialog title={`Remove ${name}`} onClose={onClose}>
      <form onSubmit={submit(remove)}>
        <ProblemNote error={error} />
        <p>
          Their sign-ins, tokens and calendar address end now, and they get no more e-mails. What they
          recorded stays. To come back, they have to be invited again.
        </p>
        <OwnPassword wrong={wrong.ownPassword} value={ownPassword} onChange={setOwnPassword} />
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button harm" disabled={busy}>
            Remove {name}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
