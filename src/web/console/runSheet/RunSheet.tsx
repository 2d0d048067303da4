/** A dosing session while it happens, for a tablet at arm's length: few words, one thing at a time. */
import { useState } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { Loaded } from '../../kit/Loaded';
import { Tag } from '../../kit/Tag';
import { clock } from '../../kit/time';
import { sessionName, SETTINGS, whoCan, type Session } from '../../kit/words';
import type { Course } from '../course/Standing';
import { CLINICAL } from '../places';
import { useRead } from '../queries';
import { reportable } from '../reports/actions';
import { useMayReport, useSignalForms, type MayReport } from '../reports/forms';
import { buttonOf } from '../reports/hints';
import { ReportDialog, type Reporting } from '../reports/ReportDialog';
import { useSession, useZone } from '../session';
import { asTapped } from './asTapped';
import { Before } from './Before';
import { During } from './During';
import { useOutbox } from './outbox';
import { Next } from './Next';
import { Recorded } from './Recorded';
import { Release } from './Release';
import './runSheet.css';
import { Telephone } from './Telephone';
import { When } from './When';

export function RunSheet() {
  const { id, ref } = useParams({ from: '/courses/$id/sessions/$ref' });
  const course = useRead('/api/v1/courses/{id}', { params: { id } });
  return (
    <Loaded query={course}>
      {(data) => {
        const session = data.facts?.sessions.find((each) => each.ref === ref);
        return session ? (
          <Sheet course={data} session={session} />
        ) : (
          <p className="note">This session does not exist, or the course does not answer right now.</p>
        );
      }}
    </Loaded>
  );
}

const TITLES: Record<Session['status'], string> = {
  scheduled: 'Before the session',
  inSession: 'In session',
  recovering: 'After the session',
  completed: 'The session is over',
  cancelled: 'The session was canceled',
  noShow: 'The client did not come',
};

const SAFETY = ['adverseEventReported', 'crisisFlagged'] as const;

/** Who may do what on it. Until that is known, everything is offered, since the API decides: a session cannot wait. */
function useSheet(): { mayReport: MayReport; readOnly: string | undefined } {
  const forms = useSignalForms();
  const asked = useMayReport();
  const start = forms.get('dosingStarted');
  if (!start) return { mayReport: () => true, readOnly: undefined };
  return {
    mayReport: asked,
    readOnly: asked(start.name) ? undefined : `It is reported by ${whoCan(start.by)}.`,
  };
}

function Sheet({ course, session: recorded }: { course: Course; session: Session }) {
  const zone = useZone();
  const { waiting, unsent, refused, dismiss, tap } = useOutbox(course.id);
  const session = asTapped(recorded, unsent);
  const { roles } = useSession();
  const [reporting, setReporting] = useState<Reporting>();
  const { ref, status, setting } = session;
  const can = reportable(course.possible, roles);
  const { mayReport, readOnly } = useSheet();
  return (
    <div className="run-sheet stack">
      <div className="head">
        <div>
          <p className="quiet">
            <Link to="/courses/$id" params={{ id: course.id }} search={{}}>
              {course.client?.name ?? 'Without a client'}
            </Link>
            {` · ${sessionName(ref)} · ${SETTINGS[setting]}`}
          </p>
          <h1>{TITLES[status]}</h1>
          {course.client && <Telephone client={course.client.id} />}
          {status !== recorded.status && (
            <p>
              <Tag tone="soon">Waiting to be sent, not recorded yet</Tag>
            </p>
          )}
        </div>
        <div className="right">
          <When session={session} />
        </div>
      </div>
      {readOnly && <p className="note">You can look at this session. {readOnly}</p>}
      <div role="status" className="stack">
        {waiting
          .filter(({ recorded }) => !recorded)
          .map(({ key, label, body }) => (
            <p key={key} className="note soon">
              {label}, {clock(zone, body.occurredAt as string)}: kept on this device. It is sent as soon as
              the server answers.
            </p>
          ))}
      </div>
      {refused.map(({ key, label, refused: sentences = [] }) => (
        <div key={key} className="note harm" role="alert">
          <p className="strong">{label} was not recorded.</p>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <button
            type="button"
            className="button"
            onClick={() => {
              dismiss(key);
            }}
          >
            Dismiss
          </button>
        </div>
      ))}
      {status === 'scheduled' && (
        <Before
          session={session}
          can={can}
          mayReport={mayReport}
          unsent={unsent}
          refused={refused}
          tap={tap}
          onReport={setReporting}
        />
      )}
      {status === 'inSession' && (
        <During
          course={course}
          session={session}
          mayReport={mayReport}
          waiting={waiting}
          refused={refused}
          tap={tap}
        />
      )}
      {status === 'recovering' && mayReport('clientReleased') && (
        <Release session={session} refused={refused} tap={tap} />
      )}
      {status === 'completed' && mayReport('sessionScheduled') && (
        <Next course={course} session={session} onReport={setReporting} />
      )}
      {CLINICAL.some((role) => roles.includes(role)) && (
        <>
          <Recorded course={course.id} session={ref} />
          {status !== 'scheduled' && (
            <p>
              <Link to="/courses/$id" params={{ id: course.id }} search={{ tab: 'record' }}>
                Take back what was reported by mistake
              </Link>
            </p>
          )}
        </>
      )}
      <div className={status === 'scheduled' ? 'always before' : 'always'}>
        {SAFETY.filter((signal) => mayReport(signal)).map((signal) => (
          <button
            key={signal}
            type="button"
            className="button harm large"
            onClick={() => {
              setReporting({ signal });
            }}
          >
            {buttonOf(signal)}
          </button>
        ))}
      </div>
      {reporting && (
        <ReportDialog
          course={course.id}
          {...reporting}
          onClose={() => {
            setReporting(undefined);
          }}
        />
      )}
    </div>
  );
}
