/** What waits for the prescriber: each with what it is decided by, and the form that decides it, on one page. */
import { Link, useSearch } from '@tanstack/react-router';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Tag } from '../../kit/Tag';
import { day, due } from '../../kit/time';
import { useRead } from '../queries';
import { useZone } from '../session';
import { Decide } from './Decide';
import './prescriber.css';
import { waitingOf, type Waiting } from './waiting';

export function Inbox() {
  const { course } = useSearch({ from: '/prescriber' });
  const courses = useRead('/api/v1/courses', { query: { view: 'waitingForPrescriber', limit: 200 } });
  const tasks = useRead('/api/v1/tasks', { query: { role: 'prescriber' } });
  return (
    <>
      <div className="head">
        <div>
          <h1>Prescriber</h1>
          <p className="quiet">What waits for a decision, the most urgent first.</p>
        </div>
      </div>
      <Loaded query={courses}>
        {({ courses: waiting }) => (
          <Loaded query={tasks}>
            {({ tasks: owed }) => {
              const all = waitingOf(waiting, owed);
              const chosen = all.find((each) => each.course === course);
              return (
                <div className="inbox">
                  <List all={all} chosen={course} />
                  {course !== undefined ? (
                    <Decide key={course} course={course} items={chosen?.items ?? []} />
                  ) : (
                    all.length > 0 && (
                      <p className="empty card">Choose a client to see what it is decided by.</p>
                    )
                  )}
                </div>
              );
            }}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function List({ all, chosen }: { all: readonly Waiting[]; chosen: string | undefined }) {
  return (
    <Card title="Waiting" count={all.length}>
      {all.length === 0 && <p className="empty">Nothing waits for the prescriber.</p>}
      <ul>
        {all.map((each) => (
          <li key={each.course}>
            <Link
              className="waiting"
              to="/prescriber"
              search={{ course: each.course }}
              aria-current={each.course === chosen ? 'true' : undefined}
              resetScroll={false}
            >
              <span className="strong">{each.client}</span>
              {each.items.map((item) => (
                <Line key={item.key} item={item} />
              ))}
              {each.items.length === 0 && <span className="small">The course waits for the prescriber.</span>}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Line({ item: { title, since, dueBy } }: { item: Waiting['items'][number] }) {
  const zone = useZone();
  const urgent = dueBy === undefined ? undefined : due(zone, dueBy);
  return (
    <span className="wrap">
      <span>{title}</span>
      <span className="small">since {day(zone, since)}</span>
      {urgent && urgent.tone !== 'none' && <Tag tone={urgent.tone}>{urgent.words}</Tag>}
    </span>
  );
}
