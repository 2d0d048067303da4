import { useState } from 'react';
import { post } from '../../client/api';
import { TextInput } from '../../kit/TextInput';
import { ByProvider } from './ByProvider';
import { StepForm } from './StepForm';

/** What comes next is up to the server: it depends on the practice and the person. */
export type Step = 'password' | 'secondFactor' | 'secondFactorSetup';

interface Props {
  email?: string | undefined;
  over: boolean;
  onSignedIn: () => Promise<void>;
  onNext: (step: Step) => void;
}

export function Password({ email: known = '', over, onSignedIn, onNext }: Props) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const reset = async () => {
    await post('/api/v1/password-reset', { body: { email } });
    setAsked(true);
  };
  const submit = async () => {
    const { state } = await post('/api/v1/session', { body: { email, password } });
    if (state === 'signedIn') await onSignedIn();
    else onNext(state);
  };
  return (
    <StepForm title="Sign in" label="Sign in" meanwhile="Signing in …" onSubmit={submit}>
      {over && <p className="quiet">You were signed out. What you entered is still here.</p>}
      <TextInput
        label="E-mail address"
        required
        type="email"
        fills="username"
        value={email}
        onChange={setEmail}
      />
      <TextInput
        label="Password"
        required
        type="password"
        fills="current-password"
        value={password}
        onChange={setPassword}
      />
      <ByProvider over={over} />
      {asked ? (
        <p role="status" className="small">
          If this address belongs to somebody here, a link to set a new password is on its way.
        </p>
      ) : (
        email !== '' && (
          <button type="button" className="button plain" onClick={() => void reset()}>
            Forgot your password?
          </button>
        )
      )}
    </StepForm>
  );
}
