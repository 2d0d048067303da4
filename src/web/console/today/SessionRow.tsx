import { Link } from '@tanstack/react-router';
import { Tag } from '../../kit/Tag';
import { Warnings } from '../../kit/Warnings';
import { clock, timeElsewhere, zoneName } from '../../kit/time';
import { sessionName, SETTINGS } from '../../kit/words';
import { useZone } from '../session';
import { Readiness, warningsBesides, type Listed } from '../sessions/Readiness';

/** `gone`: it was on the list when the person began to work in it. */
export function SessionRow({ session, gone }: { session: Listed; gone: boolean }) {
  const zone = useZone();
  const { client, start, ref, kind, setting, course } = session;
  const elsewhere = client && client.zone !== zone;
  // Everybody knows what day it is.
  const warnings = warningsBesides(session).filter(({ code }) => code !== 'weekend');
  return (
    <li className="row">
      <div>
        <p className="strong">{clock(zone, start)}</p>
        <p className="small">
          {elsewhere ? `${timeElsewhere(client.zone, start)} for the client` : zoneName(zone)}
        </p>
      </div>
      <div>
        <p className="strong">{client?.name ?? 'Without a client'}</p>
        <p className="small">
          {sessionName(ref)} · {SETTINGS[setting]}
        </p>
      </div>
      <div>
        {gone ? <Tag tone="soon">No longer today</Tag> : <Readiness session={session} />}
        <Warnings warnings={warnings} />
      </div>
      {kind === 'dosing' ? (
        <Link className="button" to="/courses/$id/sessions/$ref" params={{ id: course, ref }}>
          Open session<span className="hidden"> of {client?.name}</span>
        </Link>
      ) : (
        <Link className="button" to="/courses/$id" params={{ id: course }} search={{}}>
          Open<span className="hidden"> {client?.name}</span>
        </Link>
      )}
    </li>
  );
}
