/** One client of the inbox: what is asked, the form that answers it, and what it is decided by. */
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Tag } from '../../kit/Tag';
import { dayAndTime, due } from '../../kit/time';
import { Standing, type Course } from '../course/Standing';
import { Barred } from './Barred';
import { useRead } from '../queries';
import { reportable, type Action } from '../reports/actions';
import { useMayReport } from '../reports/forms';
import { ReportInPlace } from '../reports/ReportDialog';
import { useSession, useZone } from '../session';
import { Facts, Incidents } from './Facts';
import type { Item } from './waiting';

/** What a prescriber may want to do besides what is asked. */
const ALSO: readonly Action[] = [
  { signal: 'doseChanged', label: 'Change order', preset: {} },
  { signal: 'prescriptionIssued', label: 'Record prescription', preset: {} },
  { signal: 'vitalsLimitsSet', label: 'Set limits for vital signs', preset: {} },
  { signal: 'followUpCompleted', label: 'Record follow-up', preset: {} },
  { signal: 'labsCleared', label: 'Clear labs', preset: {} },
  { signal: 'holdPlaced', label: 'Place hold', preset: {} },
];

export function Decide({ course: id, items }: { course: string; items: readonly Item[] }) {
  const course = useRead('/api/v1/courses/{id}', { params: { id } });
  const medical = useRead('/api/v1/courses/{id}/medical', { params: { id } });
  const { roles } = useSession();
  const asked = items.flatMap(({ actions }) => actions.map(({ signal }) => signal));
  return (
    <Loaded query={course}>
      {(data) => {
        const can = reportable(data.possible, roles);
        const also = ALSO.filter(({ signal }) => can.includes(signal) && !asked.includes(signal));
        return (
          <div className="stack">
            <div className="head decide">
              <h2 className="title">{data.client?.name ?? 'Without a client'}</h2>
              <Link className="button" to="/courses/$id" params={{ id }} search={{}}>
                Open course
              </Link>
            </div>
            <Standing course={data} />
            {items.some(({ aboutIncident }) => aboutIncident) && (
              <Loaded query={medical}>{(record) => <Incidents record={record} />}</Loaded>
            )}
            {items.map((item, index) => (
              <Asked key={item.key} course={data} item={item} open={index === 0} />
            ))}
            {also.length > 0 && <Also course={id} actions={also} />}
            <Loaded query={medical}>
              {(record) => (
                <Facts
                  course={data}
                  record={record}
                  without={items.some(({ aboutIncident }) => aboutIncident)}
                />
              )}
            </Loaded>
          </div>
        );
      }}
    </Loaded>
  );
}

const mayApprove = ({ signal, preset }: Action): boolean =>
  signal === 'prescriberDecision' && preset.decision === undefined;

function Asked({ course, item, open }: { course: Course; item: Item; open: boolean }) {
  const zone = useZone();
  const mayReport = useMayReport();
  const mine = item.actions.filter(({ signal, by }) => mayReport(signal, by));
  const urgent = item.dueBy === undefined ? undefined : due(zone, item.dueBy);
  return (
    <Card
      title={item.title}
      aside={
        urgent ? (
          <Tag tone={urgent.tone}>{urgent.words}</Tag>
        ) : (
          <span className="small">since {dayAndTime(zone, item.since)}</span>
        )
      }
    >
      <div className="body stack">
        <p>{item.sentence}</p>
        {item.actions.some(mayApprove) && <Barred course={course} />}
        <Choices course={course.id} actions={mine} open={open} />
      </div>
    </Card>
  );
}

function Also({ course, actions }: { course: string; actions: readonly Action[] }) {
  return (
    <Card title="Also possible">
      <div className="body stack">
        <Choices always course={course} actions={actions} />
      </div>
    </Card>
  );
}

interface ChoicesProps {
  course: string;
  actions: readonly Action[];
  /** Begins with the first form open. */
  open?: boolean;
  /** The buttons, also while the only form is open. */
  always?: boolean;
}

/** What can be reported, and the form that was chosen. */
function Choices({ course, actions, open = false, always = false }: ChoicesProps) {
  const [chosen, setChosen] = useState(open ? 0 : undefined);
  const action = chosen === undefined ? undefined : actions[chosen];
  const hidden = actions.length === 1 && chosen !== undefined && !always;
  return (
    <>
      {!hidden && (
        <div className="wrap">
          {actions.map(({ signal, label }, index) => (
            <button
              key={signal}
              type="button"
              className="button"
              aria-expanded={index === chosen}
              onClick={() => {
                setChosen(index);
              }}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      {action && (
        <ReportInPlace
          key={action.signal}
          course={course}
          {...action}
          as="prescriber"
          onClose={() => {
            setChosen(undefined);
          }}
        />
      )}
    </>
  );
}
