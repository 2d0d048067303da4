/** What could give somebody else access asks for one's password again: a desk may have been left. */
import { post } from '../../client/api';
import { ProblemNote } from '../../kit/ProblemNote';
import { TextInput } from '../../kit/TextInput';
import { useSubmission } from '../../kit/useSubmission';
import { useState } from 'react';
import { useSession } from '../session';

interface Props {
  help?: string;
  wrong: string | undefined;
  value: string;
  onChange: (password: string) => void;
}

export function OwnPassword(props: Props) {
  const { password, rehearsal } = useSession();
  if (rehearsal?.here) return null;
  if (!password) return <FirstPassword />;
  return <TextInput label="Your own password" required type="password" fills="current-password" {...props} />;
}

/** Who signs in by the identity provider has none until they set one by a link. */
export function FirstPassword() {
  const { person } = useSession();
  const [sent, setSent] = useState(false);
  const { busy, error, send } = useSubmission();
  const ask = async () => {
    await post('/api/v1/password-reset', { body: { email: person.email } });
    setSent(true);
  };
  return (
    <div className="note soon">
      <ProblemNote error={error} />
      <p>
        You sign in by the identity provider and have no password here. What gives somebody access asks for
        one.
      </p>
      {sent ? (
        <p role="status">A link to set one is on its way to {person.email}.</p>
      ) : (
        <button type="button" className="button" disabled={busy} onClick={() => void send(ask)}>
          Send me a link to set a password
        </button>
      )}
    </div>
  );
}
