/** The name, the e-mail address and the roles of somebody on the staff. */
import { useState, type ReactNode } from 'react';
import { sameJson } from '../../../vocabulary/json';
import { patch, type Answer } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { isMemberRole, roleNames } from '../../../vocabulary/roles';
import { OwnPassword } from '../account/OwnPassword';
import { MANAGERS } from '../places';
import { readAgain } from '../queries';
import { useSession } from '../session';
import { PersonFields, type PersonValues } from './PersonFields';

type Person = Answer<'get', '/api/v1/staff'>['staff'][number];

interface Props {
  person: Person;
  onDone: (what: ReactNode) => void;
  onClose: () => void;
}

export function ChangePerson({ person, onDone, onClose }: Props) {
  const { person: me } = useSession();
  const [{ id, name, email, account, ...held }] = useState(person);
  const roles = held.roles.filter(isMemberRole);
  const [values, setValues] = useState<PersonValues>({ name, email, roles });
  const [ownPassword, setOwnPassword] = useState('');
  const { key, busy, error, wrong, submit } = useSubmission();
  // What is left out stays as it is: a colleague may have changed it meanwhile.
  const change = {
    ...(values.name !== name && { name: values.name }),
    ...(values.email !== email && { email: values.email }),
    ...(!sameJson(values.roles, roles) && { roles: values.roles }),
  };
  const save = async () => {
    if (Object.keys(change).length === 0) {
      onClose();
      return;
    }
    const body = { ...change, ownPassword };
    const after = await patch('/api/v1/staff/{id}', { params: { id }, key, body });
    await readAgain();
    onDone(
      <div className="note good">
        {after.name !== name && (
          <p>
            {name} is called {after.name} now.
          </p>
        )}
        {change.roles && (
          <p>
            The roles of {after.name} are {roleNames(after.roles)}. That holds at once, also where they are
            signed in.
          </p>
        )}
        {change.email !== undefined && (
          <p>
            {after.name} signs in with {after.email} now and gets e-mails there.
            {!account &&
              ' The link that went to the earlier address no longer works: send the invitation again.'}
          </p>
        )}
      </div>,
    );
  };
  const manages = (held: readonly string[]) => MANAGERS.some((role) => held.includes(role));
  return (
    <Dialog title={`Change ${name}`} onClose={onClose}>
      <form onSubmit={submit(save)}>
        <ProblemNote error={error} />
        <PersonFields values={values} wrong={wrong} onChange={setValues} />
        {id === me.id && manages(roles) && !manages(values.roles) && (
          <p className="note soon" role="status">
            This is you. Without the role lead or admin you can change nothing here anymore.
          </p>
        )}
        <OwnPassword wrong={wrong.ownPassword} value={ownPassword} onChange={setOwnPassword} />
        <FormActions label="Save" meanwhile="Saving …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
