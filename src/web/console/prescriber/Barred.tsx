import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { dayAndTime } from '../../kit/time';
import { whoCan } from '../../kit/words';
import type { Course } from '../course/Standing';
import { useMayReport } from '../reports/forms';
import { ReportDialog } from '../reports/ReportDialog';
import { useZone } from '../session';

/** Why an approval would be refused now, who resolves that, and where. */
export function Barred({ course }: { course: Course }) {
  const zone = useZone();
  const mayBook = useMayReport()('sessionScheduled');
  const [booking, setBooking] = useState(false);
  const barred = course.waiting.approvalBarred ?? [];
  if (barred.length === 0) return null;
  const booked = course.facts?.sessions.find(
    ({ kind, status }) => kind === 'medical' && status === 'scheduled',
  );
  return (
    <div className="note soon stack">
      <p className="strong">An approval is not possible yet.</p>
      {barred.map(({ code, sentence, resolvableBy }) => (
        <p key={code}>
          {sentence} It can be resolved by {whoCan(resolvableBy)}.
        </p>
      ))}
      {booked ? (
        <p>
          The evaluation is booked for {dayAndTime(zone, booked.start)}.{' '}
          <Link to="/courses/$id" params={{ id: course.id }} search={{}}>
            Open the booking
          </Link>
        </p>
      ) : mayBook ? (
        <div>
          <button
            type="button"
            className="button"
            onClick={() => {
              setBooking(true);
            }}
          >
            Book evaluation
          </button>
        </div>
      ) : (
        <p>
          It is not booked.{' '}
          <Link to="/courses/$id" params={{ id: course.id }} search={{}}>
            See what the course waits for
          </Link>
        </p>
      )}
      {booking && (
        <ReportDialog
          course={course.id}
          signal="sessionScheduled"
          preset={{ kind: 'medical' }}
          label="Book evaluation"
          onClose={() => {
            setBooking(false);
          }}
        />
      )}
    </div>
  );
}
