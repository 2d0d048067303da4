import { useState } from 'react';
import { post } from '../../client/api';
import { Card } from '../../kit/Card';
import { ProblemNote } from '../../kit/ProblemNote';
import { TextInput } from '../../kit/TextInput';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain } from '../queries';
import { useSession } from '../session';
import { FirstPassword } from './OwnPassword';

/** Who has none is told how to get one. */
export function ChangePassword() {
  return useSession().password ? (
    <Change />
  ) : (
    <Card title="Password">
      <div className="body">
        <FirstPassword />
      </div>
    </Card>
  );
}

function Change() {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const { busy, error, wrong, submit } = useSubmission();
  const change = async () => {
    setDone(false);
    await post('/api/v1/session/password', { body: { current, password } });
    setDone(true);
    setCurrent('');
    setPassword('');
    await readAgain();
  };
  return (
    <Card title="Password">
      <form className="body stack" onSubmit={submit(change)}>
        <ProblemNote error={wrong.password === undefined ? error : undefined} />
        {done && (
          <p className="note good" role="status">
            Your password is changed. Your other sign-ins have ended.
          </p>
        )}
        <TextInput
          label="Current password"
          required
          type="password"
          fills="current-password"
          value={current}
          onChange={setCurrent}
        />
        <TextInput
          label="New password"
          required
          wrong={wrong.password && `The password ${wrong.password}.`}
          help="At least 12 characters. A few unrelated words are easy to keep."
          type="password"
          fills="new-password"
          value={password}
          onChange={setPassword}
        />
        <div>
          <button type="submit" className="button" disabled={busy}>
            {busy ? 'Changing …' : 'Change password'}
          </button>
        </div>
      </form>
    </Card>
  );
}
