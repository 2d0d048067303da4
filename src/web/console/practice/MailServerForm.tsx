/** The mail server that is entered, and a test of it. The same form for the settings and for the first set-up. */
import { useState, type ReactNode } from 'react';
import type { Answer, Body } from '../../client/api';
import { Field } from '../../kit/Field';
import { ProblemNote } from '../../kit/ProblemNote';
import { TextInput } from '../../kit/TextInput';
import { useSubmission } from '../../kit/useSubmission';

export type MailServer = Answer<'get', '/api/v1/practice/mail'>;
export type NewMailServer = Omit<Body<'post', '/api/v1/practice/mail'>, 'ownPassword'>;
export type MailTest = Answer<'post', '/api/v1/practice/mail/test'>;

const SECURITIES = [
  { security: 'tls', label: 'TLS from the start (usually port 465)', port: 465 },
  { security: 'starttls', label: 'STARTTLS (usually port 587)', port: 587 },
  { security: 'none', label: 'None: only for a server on this machine or network', port: 25 },
] as const;

interface Props {
  server: MailServer;
  /** The field for one’s own password, in the settings; during the first set-up there is no account yet. */
  ownPasswordField?: (field: {
    wrong: string | undefined;
    value: string;
    onChange: (password: string) => void;
  }) => ReactNode;
  onSave: (server: NewMailServer, ownPassword: string) => Promise<void>;
}

export function MailServerForm({ server, ownPasswordField, onSave }: Props) {
  const entered = server.source === 'practice' ? server : undefined;
  const [values, setValues] = useState({
    host: entered?.host ?? '',
    port: String(entered?.port ?? 465),
    security: entered?.security ?? 'tls',
    username: entered?.username ?? '',
    password: '',
  });
  const [ownPassword, setOwnPassword] = useState('');
  const { busy, error, wrong, submit } = useSubmission();
  const set = (next: Partial<typeof values>) => {
    setValues({ ...values, ...next });
  };
  const save = async () => {
    const { host, port, security, username, password } = values;
    const account = { ...(username && { username }), ...(password && { password }) };
    await onSave({ host, port: Number(port), security, ...account }, ownPassword);
  };
  if (server.source === 'environment')
    return (
      <p>
        The environment of the server sets it (<code>SMTP_URL</code>), so it cannot be changed here:{' '}
        <strong>
          {server.host}, port {server.port}
        </strong>
        {server.username && `, as ${server.username}`}.
      </p>
    );
  return (
    <form onSubmit={submit(save)}>
      {server.source !== 'practice' && (
        <p className="note soon">
          {server.source === 'catcher'
            ? 'No mail server is entered: e-mails are caught on this machine, and reach nobody.'
            : 'No mail server is entered: e-mails wait until there is one. Nobody is reminded of anything.'}
        </p>
      )}
      <ProblemNote error={error} />
      <TextInput
        label="Server"
        required
        help="Such as mail.example.org"
        wrong={wrong.host}
        value={values.host}
        onChange={(host) => {
          set({ host });
        }}
      />
      <div className="pair">
        <Field label="Security" required>
          {(control) => (
            <select
              {...control}
              className="input"
              value={values.security}
              onChange={(event) => {
                const chosen = SECURITIES.find(({ security }) => security === event.target.value);
                if (chosen) set({ security: chosen.security, port: String(chosen.port) });
              }}
            >
              {SECURITIES.map(({ security, label }) => (
                <option key={security} value={security}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextInput
          label="Port"
          required
          digits
          wrong={wrong.port}
          value={values.port}
          onChange={(port) => {
            set({ port });
          }}
        />
      </div>
      <div className="pair">
        <TextInput
          label="User"
          wrong={wrong.username}
          value={values.username}
          onChange={(username) => {
            set({ username });
          }}
        />
        <TextInput
          label="Password of the mail server"
          type="password"
          fills="new-password"
          help={
            server.hasPassword ? 'Stored. Leave it empty to keep it for this server and user.' : undefined
          }
          wrong={wrong.password}
          value={values.password}
          onChange={(password) => {
            set({ password });
          }}
        />
      </div>
      {ownPasswordField?.({ wrong: wrong.ownPassword, value: ownPassword, onChange: setOwnPassword })}
      <div className="actions">
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? 'Saving …' : 'Save mail server'}
        </button>
      </div>
    </form>
  );
}

interface TestProps {
  to: string;
  onTest: (to: string) => Promise<MailTest>;
}

/** A real conversation, in the words of the server. */
export function TestMail({ to: first, onTest }: TestProps) {
  const [to, setTo] = useState(first);
  const [test, setTest] = useState<MailTest>();
  const { busy, error, wrong, submit } = useSubmission();
  const send = async () => {
    setTest(undefined);
    setTest(await onTest(to));
  };
  return (
    <form onSubmit={submit(send)}>
      <ProblemNote error={error} />
      <TextInput
        label="Send a test e-mail to"
        required
        type="email"
        wrong={wrong.to}
        value={to}
        onChange={setTo}
      />
      {test && (
        <div className={`note ${test.accepted ? 'good' : 'harm'}`} role="status">
          <p>
            {test.accepted
              ? 'The mail server took it. Look whether it arrives, and whether it is in the spam folder.'
              : 'The mail server did not take it. It said:'}
          </p>
          <p>
            <code>{test.said}</code>
          </p>
        </div>
      )}
      <div className="actions">
        <button type="submit" className="button" disabled={busy}>
          {busy ? 'Sending …' : 'Send test e-mail'}
        </button>
      </div>
    </form>
  );
}
