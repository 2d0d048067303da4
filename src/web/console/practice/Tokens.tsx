/** Tokens for programs: one's own to make and replace, everybody's to see and revoke. */
import { useState } from 'react';
import { post, type Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Dialog } from '../../kit/Dialog';
import { Field } from '../../kit/Field';
import { FormActions } from '../../kit/FormActions';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { Scroll } from '../../kit/Scroll';
import { Tag, type Tone } from '../../kit/Tag';
import { TextInput } from '../../kit/TextInput';
import { day, dayAndTime } from '../../kit/time';
import { useSubmission } from '../../kit/useSubmission';
import { roleName } from '../../kit/words';
import { OwnPassword } from '../account/OwnPassword';
import { readAgain, useRead } from '../queries';
import { useSession, useZone } from '../session';

type Token = Answer<'get', '/api/v1/tokens'>['tokens'][number];
type Made = Answer<'post', '/api/v1/tokens'>;

const STATES: Record<Token['state'], { tone: Tone; words: string }> = {
  valid: { tone: 'good', words: 'Valid' },
  revoked: { tone: 'none', words: 'Revoked' },
  expired: { tone: 'none', words: 'Expired' },
  withdrawn: { tone: 'none', words: 'Owner left or lost the role' },
};

/** What is open: a new token, or one that is replaced. */
type Open = 'new' | Token | undefined;

export function Tokens() {
  const zone = useZone();
  const { person: me } = useSession();
  const tokens = useRead('/api/v1/tokens');
  const staff = useRead('/api/v1/practice/staff');
  const [open, setOpen] = useState<Open>();
  const nameOf = (id: string) => staff.data?.staff.find((each) => each.id === id)?.name ?? id;
  const close = () => {
    setOpen(undefined);
  };
  return (
    <Card
      title="Tokens for programs"
      count={tokens.data?.tokens.filter(({ state }) => state === 'valid').length}
      aside={
        <button
          type="button"
          className="button"
          onClick={() => {
            setOpen('new');
          }}
        >
          New token
        </button>
      }
    >
      <Loaded query={tokens}>
        {({ tokens: all }) =>
          all.length === 0 ? (
            <p className="empty">There are none. A program that reads or reports for you needs one.</p>
          ) : (
            <Scroll label="Tokens">
              <table>
                <thead>
                  <tr>
                    <th scope="col">What for</th>
                    <th scope="col">Acts as</th>
                    <th scope="col">Last used</th>
                    <th scope="col">Expires</th>
                    <th scope="col">State</th>
                    <th scope="col">
                      <span className="hidden">What can be done</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {[...all].reverse().map((token) => (
                    <tr key={token.id}>
                      <th scope="row">{token.name ?? 'Without a name'}</th>
                      <td>
                        {nameOf(token.owner)}, {roleName(token.role)}
                      </td>
                      <td>{token.lastUsedAt ? dayAndTime(zone, token.lastUsedAt) : 'never'}</td>
                      <td>{token.expiresAt ? day(zone, token.expiresAt) : 'never'}</td>
                      <td>
                        <Tag tone={STATES[token.state].tone}>{STATES[token.state].words}</Tag>
                      </td>
                      <td>
                        {token.state === 'valid' && (
                          <span className="wrap">
                            {token.owner === me.id && (
                              <button
                                type="button"
                                className="button"
                                onClick={() => {
                                  setOpen(token);
                                }}
                              >
                                Replace<span className="hidden"> {token.name}</span>
                              </button>
                            )}
                            <Revoke token={token} />
                          </span>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )
        }
      </Loaded>
      {open && <TokenDialog replaces={open === 'new' ? undefined : open} onClose={close} />}
    </Card>
  );
}

function Revoke({ token: { id, name } }: { token: Token }) {
  const { key, busy, error, send } = useSubmission();
  const revoke = async () => {
    await post('/api/v1/tokens/{id}/revoke', { params: { id }, key, body: {} });
    await readAgain();
  };
  return (
    <>
      <button type="button" className="button harm" disabled={busy} onClick={() => void send(revoke)}>
        Revoke<span className="hidden"> {name}</span>
      </button>
      <ProblemNote error={error} />
    </>
  );
}

const LONGEST_DAYS = 366;

function TokenDialog({ replaces, onClose }: { replaces: Token | undefined; onClose: () => void }) {
  const { roles } = useSession();
  const [values, setValues] = useState({ name: '', role: roles[0] ?? 'lead', days: '90', ownPassword: '' });
  const [made, setMade] = useState<Made>();
  const { busy, error, wrong, submit } = useSubmission();
  const set = (next: Partial<typeof values>) => {
    setValues({ ...values, ...next });
  };
  const make = async () => {
    const { name, role, days, ownPassword } = values;
    setMade(
      replaces
        ? await post('/api/v1/tokens/{id}/rotate', { params: { id: replaces.id }, body: { ownPassword } })
        : await post('/api/v1/tokens', {
            body: { name, role: role as Extract<typeof role, 'lead'>, days: Number(days), ownPassword },
          }),
    );
    await readAgain();
  };
  const title = replaces ? `Replace ${replaces.name ?? 'a token'}` : 'New token';
  if (made)
    return (
      <Dialog title={title} onClose={onClose}>
        <p>Copy it now: it is not shown again. Anyone who has it acts as you.</p>
        <p>
          <code className="token">{made.token}</code>
        </p>
        {replaces && <p className="quiet">The one of before works for another day.</p>}
        <div className="actions">
          <button type="button" className="button primary" onClick={onClose}>
            I have copied it
          </button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit(make)}>
        <ProblemNote error={error} />
        {replaces ? (
          <p>The new one has the same name and role, and lasts as long. The old one works for another day.</p>
        ) : (
          <>
            <TextInput
              label="What it is for"
              required
              help="Such as Nightly report"
              wrong={wrong.name}
              value={values.name}
              onChange={(name) => {
                set({ name });
              }}
            />
            <div className="pair">
              <Field label="Acts as you, in the role" required wrong={wrong.role}>
                {(control) => (
                  <select
                    {...control}
                    className="input"
                    value={values.role}
                    onChange={(event) => {
                      set({ role: roles.find((each) => each === event.target.value) ?? values.role });
                    }}
                  >
                    {roles.map((role) => (
                      <option key={role} value={role}>
                        {roleName(role)}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <TextInput
                label="Days until it expires"
                required
                digits
                help={`At most ${LONGEST_DAYS}`}
                wrong={wrong.days}
                value={values.days}
                onChange={(days) => {
                  set({ days });
                }}
              />
            </div>
          </>
        )}
        <OwnPassword
          wrong={wrong.ownPassword}
          value={values.ownPassword}
          onChange={(ownPassword) => {
            set({ ownPassword });
          }}
        />
        <FormActions
          label={replaces ? 'Replace token' : 'Create token'}
          meanwhile="Creating …"
          busy={busy}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
