import { Tag } from '../../kit/Tag';
import { due } from '../../kit/time';
import { roleName, sessionName } from '../../kit/words';
import { actionsFor } from '../reports/actions';
import { Call } from '../reports/Call';
import { Said } from '../reports/Said';
import { useMayReport } from '../reports/forms';
import type { Reporting } from '../reports/ReportDialog';
import { useZone } from '../session';
import type { Course } from './Standing';

interface Props {
  task: Course['waiting']['tasks'][number];
  /** It was open when the person began to work in the list. */
  gone?: boolean;
  onReport: (reporting: Reporting) => void;
}

/** A task of the course: what to do, for whom, by when, and the button that does it. */
export function WaitingTask({ task, gone, onReport }: Props) {
  const zone = useZone();
  const mayReport = useMayReport();
  const actions = actionsFor(task).filter(({ signal, by }) => mayReport(signal, by));
  const urgency = task.dueBy && due(zone, task.dueBy);
  return (
    <li className="row">
      <div>
        <p>{task.sentence}</p>
        <p className="small">
          {roleName(task.role)}
          {task.session && ` · ${sessionName(task.session)}`}{' '}
          {urgency && <Tag tone={urgency.tone}>{urgency.words}</Tag>}
        </p>
        {task.call && (
          <p>
            <Call call={task.call} />
          </p>
        )}
        {task.said && <Said said={task.said} zone={zone} />}
      </div>
      {gone ? (
        <Tag tone="good">No longer owed</Tag>
      ) : (
        <div className="wrap">
          {actions.map((action) => (
            <button
              key={action.signal}
              type="button"
              className="button"
              onClick={() => {
                onReport(action);
              }}
            >
              {action.label}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
