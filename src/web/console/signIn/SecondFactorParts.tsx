/** What the set-up of a second factor shows, when signing in and later. */
import type { Answer } from '../../client/api';

export type Offer = Answer<'post', '/api/v1/session/second-factor/set-up'>;

export function AppCode({ offer }: { offer: Offer }) {
  return (
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
  );
}

export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <p>If you lose your telephone, each of them lets you in once. They are shown only now.</p>
      <ul className="codes">
        {codes.map((each) => (
          <li key={each}>
            <code>{each}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
