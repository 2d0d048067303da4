import { useEffect, useState } from 'react';
import { post } from '../../client/api';
import { ProblemNote } from '../../kit/ProblemNote';
import { CodeField } from './CodeField';
import { AppCode, RecoveryCodes, type Offer } from './SecondFactorParts';
import { StepForm } from './StepForm';

interface Props {
  onSignedIn: () => Promise<void>;
  onStartAgain: () => void;
}

/** The first time, where the practice asks for a second factor: an app is tied to the account. */
export function SetUp({ onSignedIn, onStartAgain }: Props) {
  const [offer, setOffer] = useState<Offer>();
  const [error, setError] = useState<unknown>();
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState<readonly string[]>();
  useEffect(() => {
    post('/api/v1/session/second-factor/set-up', { body: {} }).then(setOffer, setError);
  }, []);
  const confirm = async () => {
    const { recoveryCodes } = await post('/api/v1/session/second-factor/confirm', { body: { code } });
    setRecovery(recoveryCodes);
  };
  if (recovery)
    return (
      <StepForm
        title="Keep these codes"
        label="I have written them down"
        meanwhile="Signing in …"
        onSubmit={onSignedIn}
      >
        <RecoveryCodes codes={recovery} />
      </StepForm>
    );
  return (
    <StepForm
      title="Set up a second factor"
      label="Confirm"
      meanwhile="Confirming …"
      onSubmit={confirm}
      onStartAgain={onStartAgain}
    >
      <p>
        Your practice asks for a code besides the password. Scan this with an authenticator app on your
        telephone, then enter the code that it shows.
      </p>
      <ProblemNote error={error} />
      {offer && <AppCode offer={offer} />}
      <CodeField help="Six digits from the app." value={code} onChange={setCode} />
    </StepForm>
  );
}
