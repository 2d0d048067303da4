import { useNavigate } from '@tanstack/react-router';
import { post } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain } from '../queries';

/** Removes a client who was entered by mistake: it cannot be undone, so that it says what happens. */
export function RemoveClient({
  client,
  name,
  onClose,
}: {
  client: string;
  name: string;
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const { key, busy, error, submit } = useSubmission();
  const remove = async () => {
    await post('/api/v1/clients/{id}/remove', { params: { id: client }, key, body: {} });
    onClose();
    await navigate({ to: '/clients', search: {} });
    await readAgain();
  };
  return (
    <Dialog title="Remove client" about={name} onClose={onClose}>
      <form onSubmit={submit(remove)}>
        <ProblemNote error={error} />
        <p>
          Their name and contact data are deleted. This cannot be undone. The audit keeps that a client was
          removed, without the name.
        </p>
        <FormActions label="Remove client" meanwhile="Removing …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
