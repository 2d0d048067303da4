/** Who works here: people with their roles; inviting, changing, and ending someone's access at once. */
import { useState, type ReactNode } from 'react';
import { post, type Answer } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { SteadyCard } from '../../kit/SteadyCard';
import { Tag } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { useSubmission } from '../../kit/useSubmission';
import { roleName } from '../../kit/words';
import { OwnPassword } from '../account/OwnPassword';
import { readAgain, useRead } from '../queries';
import { useSession, useZone } from '../session';
import { ChangePerson } from './ChangePerson';
import { Invite } from './Invite';
import { Invited } from './Invited';

type Person = Answer<'get', '/api/v1/staff'>['staff'][number];

/** Which form is open, and about whom. */
type Open = { what: 'invite' } | { what: 'change' | 'remove'; person: Person } | undefined;

export function Staff() {
  const zone = useZone();
  const { person: me } = useSession();
  const staff = useRead('/api/v1/staff');
  const [open, setOpen] = useState<Open>();
  /** What was done last. */
  const [done, setDone] = useState<ReactNode>();
  const show = (next: Open) => () => {
    setDone(undefined);
    setOpen(next);
  };
  const close = () => {
    setOpen(undefined);
  };
  const finish = (what: ReactNode) => {
    close();
    setDone(what);
  };
  return (
    <>
      <div className="head">
        <h1>Staff</h1>
        <button type="button" className="button primary" onClick={show({ what: 'invite' })}>
          Invite someone
        </button>
      </div>
      <div role="status" className="done">
        {done}
      </div>
      <SteadyCard
        title="People"
        count={staff.data?.staff.length}
        rows={staff.data?.staff}
        keyOf={({ id }) => id}
      >
        {(steady) => (
          <Loaded query={staff}>
            {() => (
              <ul className="waits people">
                {steady.map(({ key, row: person, gone }) => (
                  <li key={key} className="row">
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
                    {gone ? (
                      <Tag tone="none">No longer here</Tag>
                    ) : (
                      <div className="wrap">
                        {!person.account && <Tag tone="soon">invited</Tag>}
                        {person.account && !person.password && <Tag>by the identity provider</Tag>}
                        {person.secondFactor && <Tag tone="good">second factor</Tag>}
                        {!person.account && <Again person={person} onDone={finish} />}
                        <button type="button" className="button" onClick={show({ what: 'change', person })}>
                          Change<span className="hidden"> {person.name}</span>
                        </button>
                        {person.id !== me.id && (
                          <button type="button" className="button" onClick={show({ what: 'remove', person })}>
                            Remove<span className="hidden"> {person.name}</span>
                          </button>
                        )}
                      </div>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        )}
      </SteadyCard>
      {open?.what === 'invite' && <Invite onDone={finish} onClose={close} />}
      {open?.what === 'change' && <ChangePerson person={open.person} onDone={finish} onClose={close} />}
      {open?.what === 'remove' && <Remove person={open.person} onDone={finish} onClose={close} />}
    </>
  );
}

interface AboutProps {
  person: Person;
  onDone: (what: ReactNode) => void;
}

/** A new link; the one of before no longer works. */
function Again({ person: { id, name, email }, onDone }: AboutProps) {
  const { busy, error, send } = useSubmission();
  const invite = async () => {
    // Each time is another e-mail.
    const key = crypto.randomUUID();
    const { invitation } = await post('/api/v1/staff/{id}/invite', { params: { id }, key, body: {} });
    onDone(<Invited name={name} email={email} outcome={invitation} />);
  };
  return (
    <>
      <ProblemNote error={error} />
      <button type="button" className="button" disabled={busy} onClick={() => void send(invite)}>
        Send the invitation again<span className="hidden"> to {name}</span>
      </button>
    </>
  );
}

/** It cannot be undone, so it says what will happen. */
function Remove({ person: { id, name }, onDone, onClose }: AboutProps & { onClose: () => void }) {
  const [ownPassword, setOwnPassword] = useState('');
  const { key, busy, error, wrong, submit } = useSubmission();
  const remove = async () => {
    await post('/api/v1/staff/{id}/remove', { params: { id }, key, body: { ownPassword } });
    await readAgain();
    onDone(<p className="note good">{name} is no longer on the staff, and can no longer sign in.</p>);
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
