import { Link } from '@tanstack/react-router';
import type { Answer } from '../../client/api';
import { roleName } from '../../kit/words';

type Message = Pick<Answer<'get', '/api/v1/messages'>['messages'][number], 'course' | 'client' | 'recipient'>;

/** Whose course it is about, and which role gets it. */
export function Whom({ message: { course, client, recipient } }: { message: Message }) {
  return (
    <div>
      <Link className="strong" to="/courses/$id" params={{ id: course }} search={{ tab: 'messages' }}>
        {client?.name ?? 'Without a client'}
      </Link>
      <p className="small">to the {roleName(recipient)}</p>
    </div>
  );
}
