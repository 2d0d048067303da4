import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { post } from '../../client/api';
import { Problem, type Warning } from '../../client/problem';
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
  const { key, busy, error, wrong, send, submit } = useSubmission();
  const [same, setSame] = useState<readonly Warning[]>();
  const go = async (id: string) => {
    onClose();
    await navigate({ to: '/clients/$id', params: { id } });
  };
  /** It was answered by the question. */
  const asked = error instanceof Problem && error.warnings.length > 0;
  const back = () => {
    setSame(undefined);
  };
  /** `onlyNew`: asks first about who seems to be there already. */
  const add = (onlyNew: boolean) => async () => {
    const { name, email, phone, zone } = values;
    const body = { name, zone, onlyNew, ...(email && { email }), ...(phone && { phone }) };
    try {
      const { id } = await post('/api/v1/clients', { key, body });
      await readAgain();
      await go(id);
    } catch (problem) {
      setSame(problem instanceof Problem && problem.warnings.length > 0 ? problem.warnings : undefined);
      throw problem;
    }
  };
  if (same)
    return (
      <SamePerson
        name={values.name}
        warnings={same}
        onOpen={(other) => void go(other)}
        answers={[
          { words: 'Back to the form', onChoose: back },
          { words: 'Add anyway', onChoose: () => void send(add(false)), busy },
        ]}
        onClose={back}
      >
        <p>Nobody has been added yet. If they are one person, open the other one.</p>
      </SamePerson>
    );
  return (
    <Dialog title="New client" onClose={onClose}>
      <form onSubmit={submit(add(true))}>
        {!asked && <ProblemNote error={error} />}
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
