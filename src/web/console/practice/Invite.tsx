import { useState } from 'react';
import { post, type Body } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { Field } from '../../kit/Field';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { inWords } from '../../kit/words';
import { readAgain } from '../queries';

type NewPerson = Body<'post', '/api/v1/staff'>;
type Role = NewPerson['roles'][number];

const ROLES: readonly Role[] = [
  'therapist',
  'prescriber',
  'frontDesk',
  'biller',
  'lead',
  'admin',
  'engineer',
  'partner',
];

export function Invite({ onClose }: { onClose: () => void }) {
  const [values, setValues] = useState<NewPerson>({ name: '', email: '', roles: [] });
  const [unsent, setUnsent] = useState(false);
  const { key, busy, error, wrong, submit } = useSubmission();
  const invite = async () => {
    const { invitation } = await post('/api/v1/staff', { key, body: values });
    await readAgain();
    if (invitation === 'sent') onClose();
    else setUnsent(true);
  };
  if (unsent)
    return (
      <Dialog title="Invite someone" onClose={onClose}>
        <p className="note soon" role="status">
          {values.name} is on the staff now, but the mail server did not take the invitation. Send it again
          from the list.
        </p>
      </Dialog>
    );
  const text = (name: 'name' | 'email', label: string, type: string) => (
    <Field label={label} required wrong={wrong[name]}>
      {(control) => (
        <input
          {...control}
          className="input"
          type={type}
          autoComplete="off"
          value={values[name]}
          onChange={(event) => {
            setValues({ ...values, [name]: event.target.value });
          }}
        />
      )}
    </Field>
  );
  return (
    <Dialog title="Invite someone" onClose={onClose}>
      <form onSubmit={submit(invite)}>
        <ProblemNote error={error} />
        {text('name', 'Name', 'text')}
        {text('email', 'E-mail address', 'email')}
        <fieldset>
          <legend>Roles</legend>
          {ROLES.map((role) => (
            <label key={role} className="choice">
              <input
                type="checkbox"
                checked={values.roles.includes(role)}
                onChange={(event) => {
                  const others = values.roles.filter((each) => each !== role);
                  setValues({ ...values, roles: event.target.checked ? [...others, role] : others });
                }}
              />
              {inWords(role)}
            </label>
          ))}
          {wrong.roles && <p className="wrong">{wrong.roles}</p>}
        </fieldset>
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={busy}>
            {busy ? 'Inviting …' : 'Invite'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
