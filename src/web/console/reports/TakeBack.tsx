import type { SignalName } from '../../../catalog/signals';
import { useSession } from '../session';
import { useSignalForms } from './forms';
import type { Reporting } from './ReportDialog';
import { takingBack } from './takingBack';
import { undoing } from './undoing';

interface Props {
  signal: SignalName;
  /** Its id. */
  id: string;
  /** It ended the course. */
  ended?: boolean;
  /** What it was, for who hears the page instead of seeing it. */
  about: string;
  onReport: (reporting: Reporting) => void;
}

/** Takes an earlier report back, where such a report can be and this person may. The course says why not, if it cannot any more. */
export function TakeBack({ signal, id, ended = false, about, onReport }: Props) {
  const { roles } = useSession();
  const form = useSignalForms().get(signal);
  if (!form || undoing(ended, form.correctable, roles) !== 'offered') return null;
  const taking = takingBack(id, form.by, ended);
  if (!taking.by.some((role) => roles.some((mine) => mine === role))) return null;
  return (
    <button
      type="button"
      className="button plain"
      onClick={() => {
        onReport(taking);
      }}
    >
      Take back<span className="hidden">: {about}</span>
    </button>
  );
}
