import type { SignalName } from '../../../catalog/signals';
import { useMayReport } from '../reports/forms';
import { buttonOf } from '../reports/hints';
import type { Reporting } from '../reports/ReportDialog';
import type { Course } from './Standing';

interface Props {
  course: Course;
  /** In the order of the buttons. */
  signals: readonly SignalName[];
  onReport: (reporting: Reporting) => void;
}

/** A button for each of these reports that is possible now, and that this person may make. */
export function ReportButtons({ course, signals, onReport }: Props) {
  const mayReport = useMayReport();
  const mine = signals.filter(
    (name) => mayReport(name) && course.possible?.some((each) => each.name === name),
  );
  if (mine.length === 0) return null;
  return (
    <ul className="wrap">
      {mine.map((name) => (
        <li key={name}>
          <button
            type="button"
            className="button"
            onClick={() => {
              onReport({ signal: name });
            }}
          >
            {buttonOf(name)}
          </button>
        </li>
      ))}
    </ul>
  );
}
