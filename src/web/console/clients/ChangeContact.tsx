import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { patch, type Answer, type Body } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain } from '../queries';
import { ContactFields, type Contact } from './ContactFields';
import { SamePerson } from './SamePerson';

type Changed = Answer<'patch', '/api/v1/clients/{id}'>;

interface Props {
  client: Answer<'get', '/api/v1/clients/{id}'>;
  onClose: () => void;
}

/** Corrects how a client is reached. Only what is different is sent: a colleague may be correcting the rest. */
export function ChangeContact({ client, onClose }: Props) {
  const { id, name, email = '', phone = '', zone, optedOutAt } = client;
  // What was there when the form opened: what a colleague changes meanwhile is not taken back.
  const [before] = useState<Contact>({ name, email, phone, zone });
  const [values, setValues] = useState(before);
  const [changed, setChanged] = useState<Changed>();
  const { key, busy, error, wrong, submit } = useSubmission();
  const navigate = useNavigate();
  const differs = (field: keyof Contact): boolean => values[field].trim() !== before[field];
  const body: Body<'patch', '/api/v1/clients/{id}'> = {
    ...(differs('name') && { name: values.name }),
    ...(differs('email') && { email: values.email.trim() || null }),
    ...(differs('phone') && { phone: values.phone.trim() || null }),
    ...(differs('zone') && { zone: values.zone }),
  };
  const change = async () => {
    if (Object.keys(body).length > 0) {
      const answer = await patch('/api/v1/clients/{id}', { params: { id }, key, body });
      await readAgain();
      if (answer.warnings.length > 0 || answer.unreachedCount) {
        setChanged(answer);
        return;
      }
    }
    onClose();
  };
  if (changed && changed.warnings.length > 0)
    return (
      <SamePerson
        name={changed.client.name}
        warnings={changed.warnings}
        onOpen={(other) => {
          onClose();
          void navigate({ to: '/clients/$id', params: { id: other } });
        }}
        answers={[{ words: 'They are two people', onChoose: onClose }]}
        onClose={onClose}
      >
        <p>The change has been stored. If they are one person, start courses only with one of them.</p>
      </SamePerson>
    );
  if (changed)
    return (
      <Dialog title="The change has been stored" about={changed.client.name} onClose={onClose}>
        <p className="note soon">
          A course of this client does not respond. It gets the new time zone as soon as it does.
        </p>
        <div className="actions">
          <button type="button" className="button primary" onClick={onClose}>
            Close
          </button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title="Change contact data" about={before.name} onClose={onClose}>
      <form onSubmit={submit(change)}>
        <ProblemNote error={error} />
        <ContactFields
          {...{ values, wrong, home: before.zone }}
          set={(next) => {
            setValues({ ...values, ...next });
          }}
        />
        {(differs('email') || differs('zone')) && (
          <ul className="note soon" aria-label="What follows">
            {differs('email') && values.email.trim() !== '' && (
              <li>
                E-mails that are still to be sent go to the new address. What did not arrive at the old one
                can be sent again under Messages.
              </li>
            )}
            {differs('email') && values.email.trim() === '' && (
              <li>Without an address, what would be e-mailed becomes a call.</li>
            )}
            {differs('email') && optedOutAt && <li>The client unsubscribed, and stays unsubscribed.</li>}
            {differs('zone') && (
              <li>
                Sessions stay at their time. Reminders and deadlines that follow the client’s clock move with
                it.
              </li>
            )}
          </ul>
        )}
        <FormActions label="Save" meanwhile="Saving …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
