import { useEffect, useState } from 'react';
import { post, type Answer } from '../../client/api';
import { ProblemNote } from '../../kit/ProblemNote';
import { CodeField } from './CodeField';
import { StepForm } from './StepForm';

interface Props {
  onSignedIn: () => Promise<void>;
  onStartAgain: () => void;
}

type Offer = Answer<'post', '/api/v1/session/second-factor/set-up'>;

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
        <p>If you lose your telephone, each of them lets you in once. They are shown only now.</p>
        <ul className="codes">
          {recovery.map((each) => (
            <li key={each}>
              <code>{each}</code>
            </li>
          ))}
        </ul>
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
      {offer && (
        <>
          <img
            className="qr"
            alt="QR code for the authenticator app"
            src={`data:image/svg+xml,${encodeURIComponent(offer.qr)}`}
          />
          <p className="small">
            Or type in: <code>{offer.secret}</code>
          </p>
        </>
      )}
      <CodeField help="Six digits from the app." value={code} onChange={setCode} />
    </StepForm>
  );
}
