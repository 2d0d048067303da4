import { Link } from '@tanstack/react-router';
import type { Answer } from '../../client/api';
import { Tag } from '../../kit/Tag';
import { due } from '../../kit/time';
import { roleName } from '../../kit/words';
import { Call } from '../reports/Call';
import { useZone } from '../session';

type Owed = Answer<'get', '/api/v1/tasks'>['inquiries'][number];

/** Somebody who is not a client yet, and is owed an answer. */
export function InquiryRow({ inquiry: { id, name, role, sentence, dueBy, call } }: { inquiry: Owed }) {
  const zone = useZone();
  const { tone, words } = due(zone, dueBy);
  return (
    <li className="row">
      <Tag tone={tone}>{words}</Tag>
      <div>
        <Link className="strong" to="/inquiries/$id" params={{ id }}>
          {name}
        </Link>
        <p className="small">{roleName(role)} · inquiry</p>
        {call && (
          <p>
            <Call call={call} />
          </p>
        )}
      </div>
      <p>{sentence}</p>
      <Link className="button" to="/inquiries/$id" params={{ id }}>
        Open<span className="hidden"> the inquiry of {name}</span>
      </Link>
    </li>
  );
}
