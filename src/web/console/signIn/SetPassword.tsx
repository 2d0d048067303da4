/** Where an invitation or a reset by e-mail leads: a password is set, once. */
import { useEffect, useState } from 'react';
import { post, type Answer } from '../../client/api';
import { Problem } from '../../client/problem';
import { TextInput } from '../../kit/TextInput';
import { ProblemNote } from '../../kit/ProblemNote';
import { StepForm } from './StepForm';

/** The address of this page, under the console's. */
export const SET_PASSWORD = '/console/set-password';

type Link = Answer<'post', '/api/v1/account-link'>;

/** The secret is in the fragment, which never reaches a server, and leaves the address at once. */
function takeSecret(): string {
  const secret = location.hash.slice(1);
  history.replaceState(null, '', SET_PASSWORD);
  return secret;
}

const SECRET = location.pathname === SET_PASSWORD ? takeSecret() : '';

export function SetPassword() {
  const [link, setLink] = useState<Link>();
  const [error, setError] = useState<unknown>();
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [done, setDone] = useState(false);
  useEffect(() => {
    post('/api/v1/account-link', { body: { token: SECRET } }).then(setLink, setError);
  }, []);
  const submit = async () => {
    setWrong(undefined);
    try {
      await post('/api/v1/account-link/password', { body: { token: SECRET, password } });
      setDone(true);
    } catch (problem) {
      const found = problem instanceof Problem && problem.errors.find(({ field }) => field === 'password');
      if (!found) throw problem;
      setWrong(`The password ${found.message}.`);
    }
  };
  return (
    <main className="entrance">
      {done ? (
        <div className="card sign-in stack">
          <h1>Your password is set</h1>
          <a className="button primary" href="/console/today">
            Sign in
          </a>
        </div>
      ) : link ? (
        <StepForm
          title={link.purpose === 'invitation' ? `Welcome, ${link.name}` : 'Set a new password'}
          label="Set password"
          meanwhile="Setting …"
          onSubmit={submit}
        >
          <p className="quiet">For {link.email}</p>
          <TextInput
            label="New password"
            required
            wrong={wrong}
            help="At least 12 characters. A few unrelated words are easy to keep."
            type="password"
            fills="new-password"
            value={password}
            onChange={setPassword}
          />
        </StepForm>
      ) : (
        <div className="card sign-in stack">
          <h1>{error ? 'This link cannot be used' : 'One moment …'}</h1>
          <ProblemNote error={error} />
          {error !== undefined && <p>Ask the lead of your practice for a new one.</p>}
        </div>
      )}
    </main>
  );
}
