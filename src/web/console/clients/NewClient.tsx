import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { post, type Answer } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { Field } from '../../kit/Field';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { TextInput } from '../../kit/TextInput';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain } from '../queries';
import { useZone } from '../session';
import { US_ZONES } from '../zones';

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
  const text = (name: 'name' | 'email' | 'phone') => ({
    wrong: wrong[name],
    value: values[name],
    onChange: (given: string) => {
      setValues({ ...values, [name]: given });
    },
  });
  if (same)
    return (
      <Dialog title="Is this the same person?" about={same.name} onClose={onClose}>
        <ul className="note soon">
          {same.warnings.map(({ sentence, client }) => (
            <li key={sentence + (client ?? '')}>
              {sentence}{' '}
              {client !== undefined && (
                <button type="button" className="button" onClick={() => void go(client)}>
                  Open the other one
                </button>
              )}
            </li>
          ))}
        </ul>
        <p>The new client has been added. If they are one person, start courses only with one of them.</p>
        <div className="actions">
          <button type="button" className="button primary" onClick={() => void go(same.id)}>
            They are two people
          </button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title="New client" onClose={onClose}>
      <form onSubmit={submit(add)}>
        <ProblemNote error={error} />
        <TextInput label="Name" required {...text('name')} />
        <TextInput
          label="E-mail address"
          type="email"
          help="Without one, everything that would be sent becomes a call."
          {...text('email')}
        />
        <TextInput label="Telephone" type="tel" {...text('phone')} />
        <Field label="Time zone" required wrong={wrong.zone}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={values.zone}
              onChange={(event) => {
                setValues({ ...values, zone: event.target.value });
              }}
            >
              {[...new Set([home, ...US_ZONES])].map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </select>
          )}
        </Field>
        <FormActions label="Add client" meanwhile="Adding …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
