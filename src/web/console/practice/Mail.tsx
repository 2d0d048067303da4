/** From whom e-mails come, and by which server. */
import { useState } from 'react';
import { post } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { TextInput } from '../../kit/TextInput';
import { OwnPassword } from '../account/OwnPassword';
import { readAgain, useRead } from '../queries';
import { useSession } from '../session';
import { MailServerForm, TestMail } from './MailServerForm';
import { SettingsCard } from './SettingsCard';

export function Mail() {
  return (
    <div className="stack">
      <Sender />
      <Server />
    </div>
  );
}

function Sender() {
  const { data: server } = useRead('/api/v1/practice/mail');
  return (
    <SettingsCard
      title="Sender"
      initial={({ senderName, senderAddress }) => ({ senderName, senderAddress })}
      change={(values) => values}
    >
      {({ values, set, wrong }) => (
        <>
          <p className="quiet">
            Other people may see the name and the address in a mailbox: neither may reveal the kind of care.
          </p>
          {server?.from !== undefined && (
            <p className="note">
              The environment of the server sets the address of every e-mail (<code>MAIL_FROM</code>):{' '}
              {server.from}
            </p>
          )}
          <TextInput
            label="Name"
            required
            wrong={wrong.senderName}
            value={values.senderName}
            onChange={(senderName) => {
              set({ senderName });
            }}
          />
          <TextInput
            label="E-mail address"
            required
            type="email"
            wrong={wrong.senderAddress}
            value={values.senderAddress}
            onChange={(senderAddress) => {
              set({ senderAddress });
            }}
          />
        </>
      )}
    </SettingsCard>
  );
}

function Server() {
  const { person } = useSession();
  const read = useRead('/api/v1/practice/mail');
  const [saved, setSaved] = useState(0);
  return (
    <Card title="Mail server">
      <Loaded query={read}>
        {(server) => (
          <div className="body stack">
            <MailServerForm
              key={saved}
              server={server}
              ownPasswordField={(field) => (
                <OwnPassword
                  {...field}
                  help="Links to set passwords go through this server, so it is changed by you alone."
                />
              )}
              onSave={async (next, ownPassword) => {
                await post('/api/v1/practice/mail', { body: { ...next, ownPassword } });
                await readAgain();
                setSaved(saved + 1);
              }}
            />
            {saved > 0 && <p role="status">Saved. It sends from the next e-mail on.</p>}
            {server.source !== 'none' && (
              <TestMail
                to={person.email}
                onTest={(to) => post('/api/v1/practice/mail/test', { body: { to } })}
              />
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
