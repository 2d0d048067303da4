import { useState, type ReactNode } from 'react';
import { post } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { OwnPassword } from '../account/OwnPassword';
import { readAgain } from '../queries';
import { Invited } from './Invited';
import { PersonFields, type PersonValues } from './PersonFields';

interface Props {
  onDone: (what: ReactNode) => void;
  onClose: () => void;
}

export function Invite({ onDone, onClose }: Props) {
  const [values, setValues] = useState<PersonValues>({ name: '', email: '', roles: [] });
  const [ownPassword, setOwnPassword] = useState('');
  const { key, busy, error, wrong, submit } = useSubmission();
  const invite = async () => {
    const added = await post('/api/v1/staff', { key, body: { ...values, ownPassword } });
    await readAgain();
    onDone(<Invited name={added.name} email={added.email} outcome={added.invitation} />);
  };
  return (
    <Dialog title="Invite someone" onClose={onClose}>
      <form onSubmit={submit(invite)}>
        <ProblemNote error={error} />
        <PersonFields values={values} wrong={wrong} onChange={setValues} />
        <OwnPassword wrong={wrong.ownPassword} value={ownPassword} onChange={setOwnPassword} />
        <FormActions label="Invite" meanwhile="Inviting …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
