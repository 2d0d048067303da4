import { useState } from 'react';
import { post } from '../../client/api';
import { Card } from '../../kit/Card';
import { Dialog } from '../../kit/Dialog';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { Tag } from '../../kit/Tag';
import { TextInput } from '../../kit/TextInput';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain } from '../queries';
import { useSession } from '../session';
import { CodeField } from '../signIn/CodeField';
import { AppCode, RecoveryCodes, type Offer } from '../signIn/SecondFactorParts';

/** What can be done about it, each after the password. */
const ACTS = {
  setUp: 'Set up',
  renew: 'Get new recovery codes',
  turnOff: 'Turn off',
} as const;
type Act = keyof typeof ACTS;

export function SecondFactor() {
  const {
    secondFactor: { on, required, recoveryCodesLeft },
  } = useSession();
  const [act, setAct] = useState<Act>();
  const offered: Act[] = on ? ['setUp', 'renew', ...(required ? [] : (['turnOff'] as const))] : ['setUp'];
  return (
    <Card title="Second factor">
      <div className="body stack">
        <p>
          {on ? <Tag tone="good">on</Tag> : <Tag tone="soon">off</Tag>}{' '}
          {on
            ? `A code of your authenticator app is asked for after the password. ${recoveryCodesLeft} recovery codes are left.`
            : 'With it, your password alone signs nobody in.'}
        </p>
        <div className="wrap">
          {offered.map((each) => (
            <button
              key={each}
              type="button"
              className="button"
              onClick={() => {
                setAct(each);
              }}
            >
              {each === 'setUp' && on ? 'Use another app' : ACTS[each]}
            </button>
          ))}
        </div>
      </div>
      {act && (
        <Change
          act={act}
          onClose={() => {
            setAct(undefined);
          }}
        />
      )}
    </Card>
  );
}

function Change({ act, onClose }: { act: Act; onClose: () => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [offer, setOffer] = useState<Offer>();
  const [codes, setCodes] = useState<readonly string[]>();
  const { busy, error, submit } = useSubmission();
  const done = async (recoveryCodes?: readonly string[]) => {
    if (recoveryCodes) setCodes(recoveryCodes);
    else onClose();
    await readAgain();
  };
  const next = async () => {
    const path = '/api/v1/session/second-factor';
    if (offer) return done((await post(`${path}/confirm`, { body: { code } })).recoveryCodes);
    if (act === 'setUp') {
      setOffer(await post(`${path}/set-up`, { body: { password } }));
      return;
    }
    if (act === 'renew')
      return done((await post(`${path}/recovery-codes`, { body: { password } })).recoveryCodes);
    await post(`${path}/turn-off`, { body: { password } });
    return done();
  };
  if (codes)
    return (
      <Dialog title="Keep these codes" onClose={onClose}>
        <RecoveryCodes codes={codes} />
        <div className="actions">
          <button type="button" className="button primary" onClick={onClose}>
            I have written them down
          </button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={`Second factor: ${ACTS[act].toLowerCase()}`} onClose={onClose}>
      <form className="stack" onSubmit={submit(next)}>
        <ProblemNote error={error} />
        {offer ? (
          <>
            <p>Scan this with an authenticator app on your telephone, then enter the code that it shows.</p>
            <AppCode offer={offer} />
            <CodeField help="Six digits from the app." value={code} onChange={setCode} />
          </>
        ) : (
          <TextInput
            label="Your password"
            required
            type="password"
            fills="current-password"
            value={password}
            onChange={setPassword}
          />
        )}
        <FormActions
          label={offer ? 'Confirm' : act === 'setUp' ? 'Continue' : ACTS[act]}
          meanwhile="One moment …"
          busy={busy}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
