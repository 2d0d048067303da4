import { useState } from 'react';
import { post, type Body } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { TextInput } from '../../kit/TextInput';
import { useSubmission } from '../../kit/useSubmission';
import { inWords } from '../../kit/words';
import { MEMBER_ROLES } from '../../../vocabulary/roles';
import { OwnPassword } from '../account/OwnPassword';
import { readAgain } from '../queries';

type NewPerson = Body<'post', '/api/v1/staff'>;
export function Invite({ onClose }: { onClose: () => void }) {
  const [values, setValues] = useState<NewPerson>({ name: '', email: '', roles: [] });
  const [ownPassword, setOwnPassword] = useState('');
  const [unsent, setUnsent] = useState(false);
  const { key, busy, error, wrong, submit } = useSubmission();
  const invite = async () => {
    const { invitation } = await post('/api/v1/staff', { key, body: { ...values, ownPassword } });
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
  return (
    <Dialog title="Invite someone" onClose={onClose}>
      <form onSubmit={submit(invite)}>
        <ProblemNote error={error} />
        <TextInput
          label="Name"
          required
          wrong={wrong.name}
          value={values.name}
          onChange={(name) => {
            setValues({ ...values, name });
          }}
        />
        <TextInput
          label="E-mail address"
          required
          wrong={wrong.email}
          type="email"
          value={values.email}
          onChange={(email) => {
            setValues({ ...values, email });
          }}
        />
        <fieldset>
          <legend>Roles</legend>
          {MEMBER_ROLES.map((role) => (
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
        <OwnPassword wrong={wrong.ownPassword} value={ownPassword} onChange={setOwnPassword} />
        <FormActions label="Invite" meanwhile="Inviting …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
