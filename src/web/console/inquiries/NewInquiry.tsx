/** Writes down an inquiry that came by telephone. */
import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { post } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { TextInput } from '../../kit/TextInput';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain } from '../queries';
import { TextField } from '../reports/TextField';

export function NewInquiry({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [values, setValues] = useState({ name: '', email: '', phone: '', message: '' });
  const { key, busy, error, wrong, submit } = useSubmission();
  const text = (name: keyof typeof values) => ({
    wrong: wrong[name],
    value: values[name],
    onChange: (given: string) => {
      setValues({ ...values, [name]: given });
    },
  });
  const add = async () => {
    const { name, email, phone, message } = values;
    const body = { name, message, ...(email.trim() && { email }), ...(phone.trim() && { phone }) };
    const { id } = await post('/api/v1/inquiries', { key, body });
    await readAgain();
    onClose();
    await navigate({ to: '/inquiries/$id', params: { id } });
  };
  return (
    <Dialog title="New inquiry" onClose={onClose}>
      <form onSubmit={submit(add)}>
        <ProblemNote error={error} />
        <TextInput label="Name" required {...text('name')} />
        <TextInput label="E-mail address" type="email" {...text('email')} />
        <TextInput label="Telephone" type="tel" {...text('phone')} />
        <TextField
          label="What they said"
          {...{ required: false, help: undefined, wrong: wrong.message, value: values.message, lines: true }}
          onText={text('message').onChange}
        />
        <FormActions label="Add inquiry" meanwhile="Adding …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
