import { Link } from '@tanstack/react-router';
import type { Answer } from '../../client/api';

interface Props {
  name: string;
  email: string;
  outcome: Answer<'post', '/api/v1/staff'>['invitation'];
}

/** What became of an invitation, and what to do if it did not leave. */
export function Invited({ name, email, outcome }: Props) {
  if (outcome === 'sent')
    return (
      <p className="note good">
        The invitation of {name} went to {email}. Its link works for seven days.
      </p>
    );
  return (
    <div className="note soon">
      <p className="strong">
        {outcome === 'not-sent'
          ? `${name} is on the staff, but the invitation to ${email} was not sent.`
          : `${name} is on the staff, but nobody knows whether the invitation to ${email} was sent.`}
      </p>
      <p>
        {outcome === 'not-sent'
          ? 'There is no mail server, or it did not take the e-mail. '
          : 'The mail server did not answer. Ask them whether it came. '}
        <Link to="/practice/$section" params={{ section: 'mail' }}>
          Check the mail server
        </Link>
        , then send the invitation again from the list.
      </p>
    </div>
  );
}
