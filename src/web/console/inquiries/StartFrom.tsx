/** The person becomes a client, and a course starts. Nothing is typed again. */
import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { post } from '../../client/api';
import { Problem, type Warning } from '../../client/problem';
import { Dialog } from '../../kit/Dialog';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { ProtocolField } from '../clients/ProtocolField';
import { SamePerson } from '../clients/SamePerson';
import { readAgain } from '../queries';
import type { Read } from './read';

export function StartFrom({ inquiry, onClose }: { inquiry: Read; onClose: () => void }) {
  const { id, name, email, phone } = inquiry;
  // As it was when the person pressed: a start that broke off has changed it, and the same request continues it.
  const [revision] = useState(inquiry.revision);
  const navigate = useNavigate();
  const [protocol, setProtocol] = useState('');
  const [same, setSame] = useState<readonly Warning[]>();
  const { key, busy, error, send, submit } = useSubmission();
  /** It was answered by the question. */
  const asked = error instanceof Problem && error.warnings.length > 0;
  const start = (more: { onlyNew?: boolean; client?: string }) => async () => {
    try {
      const body = { revision, protocol, ...more };
      const { course } = await post('/api/v1/inquiries/{id}/start', { params: { id }, key, body });
      await readAgain();
      onClose();
      if (course !== undefined) await navigate({ to: '/courses/$id', params: { id: course }, search: {} });
    } catch (problem) {
      setSame(problem instanceof Problem && problem.warnings.length > 0 ? problem.warnings : undefined);
      throw problem;
    }
  };
  const back = () => {
    setSame(undefined);
  };
  const [first] = same?.flatMap(({ client }) => client ?? []) ?? [];
  if (same)
    return (
      <SamePerson
        name={name}
        warnings={same}
        onOpen={(other) => void navigate({ to: '/clients/$id', params: { id: other } })}
        answers={[
          { words: 'They are two people', onChoose: () => void send(start({})), busy },
          ...(first === undefined || same.length > 1
            ? []
            : [
                { words: 'It is the same person', onChoose: () => void send(start({ client: first })), busy },
              ]),
          { words: 'Back to the form', onChoose: back },
        ]}
        onClose={back}
      >
        <p>Nobody has been added yet, and no course has been started.</p>
      </SamePerson>
    );
  return (
    <Dialog title="Start a course" about={name} onClose={onClose}>
      <form onSubmit={submit(start({ onlyNew: true }))}>
        {!asked && <ProblemNote error={error} />}
        <p>
          {name} becomes a client, reached by {[email, phone].filter(Boolean).join(' and ')}.
        </p>
        <ProtocolField value={protocol} onChange={setProtocol} />
        <FormActions label="Start course" meanwhile="Starting …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
