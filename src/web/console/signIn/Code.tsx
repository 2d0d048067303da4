import { useState } from 'react';
import { post } from '../../client/api';
import { CodeField } from './CodeField';
import { StepForm } from './StepForm';

interface Props {
  onSignedIn: () => Promise<void>;
  onStartAgain: () => void;
}

/** The second step: a code of the app, or a recovery code. */
export function Code({ onSignedIn, onStartAgain }: Props) {
  const [code, setCode] = useState('');
  const submit = async () => {
    await post('/api/v1/session/second-factor', { body: { code } });
    await onSignedIn();
  };
  return (
    <StepForm
      title="Enter your code"
      label="Sign in"
      meanwhile="Signing in …"
      onSubmit={submit}
      onStartAgain={onStartAgain}
    >
      <CodeField
        help="Six digits from your authenticator app, or a recovery code."
        value={code}
        onChange={setCode}
      />
    </StepForm>
  );
}
