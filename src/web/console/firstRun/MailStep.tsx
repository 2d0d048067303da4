import { post } from '../../client/api';
import { MailServerForm, TestMail, type MailServer } from '../practice/MailServerForm';
import type { StepProps } from './draft';

interface Props extends StepProps {
  mail: MailServer;
  onSaved: () => void;
}

/** The one thing that is stored on the way: a password is not kept in the browser. */
export function MailStep({ draft, mail, onSaved, onNext, onBack }: Props) {
  const { code, practice } = draft;
  const { senderName, senderAddress, callbackNumber } = practice;
  const ready = mail.source === 'environment' || mail.source === 'practice';
  return (
    <div className="card sign-in stack">
      <h1>Mail server</h1>
      <MailServerForm
        key={`${mail.source} ${mail.host ?? ''}`}
        server={mail}
        onSave={async (server) => {
          await post('/api/v1/set-up/mail', { body: { code, server } });
          onSaved();
        }}
      />
      {mail.source === 'practice' && <p role="status">The mail server is saved.</p>}
      {mail.source !== 'none' && (
        <TestMail
          to={senderAddress}
          onTest={(to) =>
            post('/api/v1/set-up/mail/test', {
              body: { code, to, senderName, senderAddress, callbackNumber },
            })
          }
        />
      )}
      <button type="button" className={ready ? 'button primary' : 'button'} onClick={() => void onNext()}>
        {ready ? 'Continue' : 'Continue without a mail server'}
      </button>
      <button type="button" className="button plain" onClick={onBack}>
        Back
      </button>
    </div>
  );
}
