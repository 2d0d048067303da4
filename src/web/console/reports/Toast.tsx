import { useEffect, useState } from 'react';
import { useLocation } from '@tanstack/react-router';
import { useRead } from '../queries';
import { useSession } from '../session';
import { Follows, sessionOf } from './Follows';
import { useMayReport, useSignalForms } from './forms';
import { ReportDialog, type Reporting } from './ReportDialog';
import { setRecorded, useRecorded, type Recorded } from './recorded';
import { takingBack } from './takingBack';
import { undoing } from './undoing';

/** Says that a report is recorded, only after it is, and offers what takes it back. */
export function Toast() {
  const recorded = useRecorded();
  const page = useLocation({ select: ({ pathname, search }) => `${pathname} ${search.course ?? ''}` });
  // What was recorded on one page, or about one client, is no news of another.
  useEffect(() => {
    return () => {
      setRecorded(undefined);
    };
  }, [page]);
  const [next, setNext] = useState<Reporting & { course: string }>();
  return (
    <>
      <div role="status">
        {recorded && (
          <div className="toast">
            <div>
              <p className="strong">
                Recorded: {recorded.what}
                {recorded.client !== undefined && `, for ${recorded.client}`}.
              </p>
              {recorded.warnings.length > 0 && (
                <ul className="note soon" aria-label="What to look at">
                  {recorded.warnings.map((warning) => (
                    <li key={warning}>{warning}</li>
                  ))}
                </ul>
              )}
              {recorded.at !== undefined && <Follows {...recorded} />}
            </div>
            <Back
              key={recorded.id}
              recorded={recorded}
              onReport={(reporting) => {
                setNext({ ...reporting, course: recorded.course });
                setRecorded(undefined);
              }}
            />
            <button
              type="button"
              className="button plain"
              onClick={() => {
                setRecorded(undefined);
              }}
            >
              Close
            </button>
          </div>
        )}
      </div>
      {next && (
        <ReportDialog
          {...next}
          onClose={() => {
            setNext(undefined);
          }}
        />
      )}
    </>
  );
}

interface Props {
  recorded: Recorded;
  onReport: (reporting: Reporting) => void;
}

/**
 * What takes a report back: a correction where there is one; of a booking and a move, another report. What ended the course,
 * whatever it was, is taken back by the lead.
 */
function Back({ recorded, onReport }: Props) {
  const { course, id, signal, values } = recorded;
  const { roles } = useSession();
  const form = useSignalForms().get(signal);
  const mayReport = useMayReport();
  const read = useRead('/api/v1/courses/{id}', { params: { id: course } }, form?.correctable === false);
  if (!form) return null;
  const button = (label: string, reporting: Reporting) => (
    <button
      type="button"
      className="button"
      onClick={() => {
        onReport(reporting);
      }}
    >
      {label}
    </button>
  );
  const undo = undoing(recorded.ended, form.correctable, roles);
  if (undo === 'by the lead') return <p className="small">For a day, the lead can take it back.</p>;
  if (undo === 'offered') return button('Undo', takingBack(id, form.by, recorded.ended));
  const session =
    read.dataUpdatedAt >= recorded.since && sessionOf(read.data?.facts?.sessions ?? [], signal, values);
  if (!session || session.status !== 'scheduled') return null;
  const { ref, start } = session;
  if (signal === 'sessionScheduled' && mayReport('sessionCancelled'))
    return button('Cancel session', { signal: 'sessionCancelled', preset: { session: ref } });
  if (signal === 'sessionRescheduled')
    return button('Move again', { signal: 'sessionRescheduled', preset: { session: ref, start } });
  return null;
}
