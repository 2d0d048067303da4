import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import type { Answer } from '../../client/api';
import { Tag } from '../../kit/Tag';
import { dayAndTime, due } from '../../kit/time';
import { roleName, sessionName } from '../../kit/words';
import { actionsFor, type Action } from '../reports/actions';
import { Call } from '../reports/Call';
import { useMayReport } from '../reports/forms';
import { ReportDialog } from '../reports/ReportDialog';
import { useZone } from '../session';

type Tasks = Answer<'get', '/api/v1/tasks'>;

/** A task, with the button that does it right here. `gone`: it was on the list when the person began to work in it. */
export function TaskRow({ task, gone }: { task: Tasks['tasks'][number]; gone: boolean }) {
  const zone = useZone();
  const [open, setOpen] = useState<Action>();
  const { tone, words } = task.dueBy ? due(zone, task.dueBy) : { tone: 'none' as const, words: 'no date' };
  const mayReport = useMayReport();
  const mine = actionsFor(task).filter(({ signal, by }) => mayReport(signal, by));
  return (
    <li className="row">
      <Tag tone={tone}>{words}</Tag>
      <div>
        <Link className="strong" to="/courses/$id" params={{ id: task.course }} search={{}}>
          {task.client?.name ?? 'Without a client'}
        </Link>
        <p className="small">{roleName(task.role)}</p>
        {task.call && (
          <p>
            <Call call={task.call} />
          </p>
        )}
      </div>
      <p>
        {task.sentence}
        {task.criteria && <span className="small"> To confirm: {task.criteria.join('; ')}.</span>}
        {task.session && <span className="small"> {sessionName(task.session)}</span>}
        {task.said?.start && (
          <>
            {' '}
            The client would like <span className="strong">{dayAndTime(zone, task.said.start)}</span>.
          </>
        )}
      </p>
      {gone ? (
        <Tag tone="good">No longer owed</Tag>
      ) : mine.length > 0 ? (
        <div className="wrap">
          {mine.map((action) => (
            <button
              key={action.signal}
              type="button"
              className="button"
              onClick={() => {
                setOpen(action);
              }}
            >
              {action.label}
              <span className="hidden"> for {task.client?.name}</span>
            </button>
          ))}
        </div>
      ) : (
        <Link className="button plain" to="/courses/$id" params={{ id: task.course }} search={{}}>
          Open<span className="hidden"> {task.client?.name}</span>
        </Link>
      )}
      {open && (
        <ReportDialog
          course={task.course}
          {...open}
          onClose={() => {
            setOpen(undefined);
          }}
        />
      )}
    </li>
  );
}

/** What concerns the practice as a whole. It closes when its cause is gone. */
export function PracticeTaskRow({ task }: { task: Tasks['practice'][number] }) {
  return (
    <li className="row">
      <Tag tone="harm">now</Tag>
      <div>
        <p className="strong">The practice</p>
        <p className="small">{roleName(task.role)}</p>
      </div>
      <p>{task.sentence}</p>
      <span />
    </li>
  );
}
