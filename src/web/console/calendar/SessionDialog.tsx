/** One session of the calendar: whose it is, whether it can take place, what to look at, and what can be done with it. */
import { Link } from '@tanstack/react-router';
import { Dialog } from '../../kit/Dialog';
import { Tag } from '../../kit/Tag';
import { dayAndTime, timeElsewhere, zoneName } from '../../kit/time';
import { roleName, sessionName, SETTINGS } from '../../kit/words';
import type { Reporting } from '../reports/ReportDialog';
import { useZone } from '../session';
import { clashWord, conflictsOf, Readiness, warningsBesides, type Listed } from '../sessions/Readiness';

interface Props {
  session: Listed;
  /** Undefined where this person may not report it. */
  onReport: (reporting: Reporting) => void;
  mayMove: boolean;
  onClose: () => void;
}

export function SessionDialog({ session, onReport, mayMove, onClose }: Props) {
  const zone = useZone();
  const { client, course, ref, kind, start, minutes, setting, status, holders } = session;
  const warnings = warningsBesides(session);
  const elsewhere = client && client.zone !== zone;
  return (
    <Dialog title={client?.name ?? 'Without a client'} about={sessionName(ref)} onClose={onClose}>
      <dl className="facts inside">
        <dt>When</dt>
        <dd>
          {dayAndTime(zone, start)} {zoneName(zone)}, {minutes} minutes
          {elsewhere && <span className="small"> {timeElsewhere(client.zone, start)} for the client</span>}
        </dd>
        <dt>Where</dt>
        <dd>{SETTINGS[setting]}</dd>
        <dt>With</dt>
        <dd>
          {holders.length > 0
            ? holders.map(({ role, name }) => `${name} (${roleName(role)})`).join(', ')
            : 'nobody is named in the care team'}
        </dd>
      </dl>
      {conflictsOf(session).length > 0 && (
        <div>
          <Tag tone="soon">{clashWord(session)}</Tag>
        </div>
      )}
      <Readiness session={session} />
      {warnings.length > 0 && (
        <ul className="note soon" aria-label="What to look at">
          {warnings.map(({ code, sentence, course: other }) => (
            <li key={`${code} ${other ?? ''}`}>
              {sentence}{' '}
              {other !== undefined && (
                <Link to="/courses/$id" params={{ id: other }} search={{}}>
                  Open the other course
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        <Link className="button" to="/courses/$id" params={{ id: course }} search={{}}>
          Open course
        </Link>
        {kind === 'dosing' && (
          <Link className="button" to="/courses/$id/sessions/$ref" params={{ id: course, ref }}>
            Open session
          </Link>
        )}
        {status === 'scheduled' && mayMove && (
          <>
            <button
              type="button"
              className="button"
              onClick={() => {
                onReport({ signal: 'sessionCancelled', preset: { session: ref } });
              }}
            >
              Cancel session
            </button>
            <button
              type="button"
              className="button primary"
              onClick={() => {
                onReport({ signal: 'sessionRescheduled', preset: { session: ref, start } });
              }}
            >
              Move
            </button>
          </>
        )}
      </div>
    </Dialog>
  );
}
