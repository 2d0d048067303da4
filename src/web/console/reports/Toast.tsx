import { useEffect, useState } from 'react';
import { useLocation } from '@tanstack/react-router';
import { Follows } from './Follows';
import { ReportDialog } from './ReportDialog';
import { setRecorded, useRecorded } from './recorded';

/** Says that a report is recorded, only after it is, and offers to take it back. */
export function Toast() {
  const recorded = useRecorded();
  const page = useLocation({ select: ({ pathname }) => pathname });
  // What was recorded on one page is no news of another.
  useEffect(() => {
    return () => {
      setRecorded(undefined);
    };
  }, [page]);
  const [undoing, setUndoing] = useState<{ course: string; id: string }>();
  return (
    <>
      <div role="status">
        {recorded && (
          <div className="toast">
            <div>
              <p className="strong">
                Recorded: {recorded.what}
                {recorded.client !== undefined && ` for ${recorded.client}`}.
              </p>
              {recorded.warnings.map((warning) => (
                <p key={warning}>{warning}</p>
              ))}
              {recorded.at !== undefined && <Follows {...recorded} />}
            </div>
            <button
              type="button"
              className="button"
              onClick={() => {
                setUndoing(recorded);
                setRecorded(undefined);
              }}
            >
              Undo
            </button>
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
      {undoing && (
        <ReportDialog
          course={undoing.course}
          signal="signalCorrected"
          preset={{ signal: undoing.id }}
          hide={['signal']}
          label="Take back"
          onClose={() => {
            setUndoing(undefined);
          }}
        />
      )}
    </>
  );
}
