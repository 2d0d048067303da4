import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { post, type Answer } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain } from '../queries';
import { useZone } from '../session';
import { ContactFields } from './ContactFields';
import { SamePerson } from './SamePerson';

export function NewClient({ onClose }: { onClose: () => void }) {
  const home = useZone();
  const navigate = useNavigate();
  const [values, setValues] = useState({ name: '', email: '', phone: '', zone: home });
  const { key, busy, error, wrong, submit } = useSubmission();
  const [same, setSame] = useState<Answer<'post', '/api/v1/clients'>>();
  const go = async (id: string) => {
    onClose();
    await navigate({ to: '/clients/$id', params: { id } });
  };
  const add = async () => {
    const { name, email, phone, zone } = values;
    const body = { name, zone, ...(email && { email }), ...(phone && { phone }) };
    const added = await post('/api/v1/clients', { key, body });
    await readAgain();
    if (added.warnings.length > 0) setSame(added);
    else await go(added.id);
  };
  if (same)
    return (
      <SamePerson
        name={same.name}
        warnings={same.warnings}
        done="The new client has been added."
        onOpen={(other) => void go(other)}
        onClose={() => void go(same.id)}
      />
    );
  return (
    <Dialog title="New client" onClose={onClose}>
      <form onSubmit={submit(add)}>
        <ProblemNote error={error} />
        <ContactFields
          {...{ values, wrong, home }}
          set={(change) => {
            setValues({ ...values, ...change });
          }}
        />
        <FormActions label="Add client" meanwhile="Adding …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
