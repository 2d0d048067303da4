import { Link } from '@tanstack/react-router';
import type { Answer } from '../../client/api';
import { Tag } from '../../kit/Tag';
import { clock, dayAndTime } from '../../kit/time';
import { useZone } from '../session';
import { CONSULTS } from './words';

export type ListedConsult = Answer<'get', '/api/v1/sessions'>['consults'][number];

/** A consult among the sessions of a day. `dated`: with its day. */
export function ConsultRow({
  listed: { inquiry, consult },
  dated = false,
}: {
  listed: ListedConsult;
  dated?: boolean;
}) {
  const zone = useZone();
  const { start, minutes, setting, staff } = consult;
  return (
    <li className="row">
      <div>
        <p className="strong">{dated ? dayAndTime(zone, start) : clock(zone, start)}</p>
        <p className="small">{minutes} minutes</p>
      </div>
      <div>
        <p className="strong">{inquiry.name}</p>
        <p className="small">Consult · {CONSULTS[setting]}</p>
        <p className="small">{staff.name}</p>
      </div>
      <Tag>Not a client yet</Tag>
      <Link className="button" to="/inquiries/$id" params={{ id: inquiry.id }}>
        Open<span className="hidden"> the inquiry of {inquiry.name}</span>
      </Link>
    </li>
  );
}
