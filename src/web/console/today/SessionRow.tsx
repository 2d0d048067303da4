import { Link } from '@tanstack/react-router';
import { Warnings } from '../../kit/Warnings';
import { clock, zoneName } from '../../kit/time';
import { sessionName, SETTINGS } from '../../kit/words';
import { useZone } from '../session';
import { Readiness, type Listed } from '../sessions/Readiness';

export function SessionRow({ session }: { session: Listed }) {
  const zone = useZone();
  const { client, start, ref, kind, setting, course } = session;
  const elsewhere = client && client.zone !== zone;
  return (
    <li className="row">
      <div>
        <p className="strong">{clock(zone, start)}</p>
        <p className="small">{elsewhere ? `${clock(client.zone, start)} for the client` : zoneName(zone)}</p>
      </div>
      <div>
        <p className="strong">{client?.name ?? 'Without a client'}</p>
        <p className="small">
          {sessionName(ref)} · {SETTINGS[setting]}
        </p>
      </div>
      <div>
        <Readiness session={session} />
        <Warnings warnings={session.warnings} />
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
