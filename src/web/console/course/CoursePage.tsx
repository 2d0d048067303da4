/** One course: where it stands, why it waits, what comes next, and what can be reported. */
import { useState } from 'react';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Loaded } from '../../kit/Loaded';
import { zoneName } from '../../kit/time';
import { useRead } from '../queries';
import { reportable } from '../reports/actions';
import { ReportDialog, type Reporting } from '../reports/ReportDialog';
import { BILLING, CLINICAL } from '../places';
import { useSession } from '../session';
import { Consents } from './Consents';
import { Links } from './Links';
import { Measures } from './Measures';
import { Messages } from './Messages';
import { Money } from './Money';
import { Overview } from './Overview';
import { Record } from './Record';
import { Standing, type Course } from './Standing';
import { Supply } from './Supply';
import type { MemberRole } from '../../../vocabulary/roles';

interface Tab {
  name: string;
  words: string;
  /** Whom it is offered to, if not everybody. The API decides itself. */
  roles?: readonly MemberRole[];
}

const TABS: readonly Tab[] = [
  { name: 'overview', words: 'Overview' },
  { name: 'measures', words: 'Measures', roles: CLINICAL },
  { name: 'supply', words: 'Supply' },
  { name: 'consents', words: 'Consents' },
  { name: 'messages', words: 'Messages' },
  { name: 'money', words: 'Money', roles: BILLING },
  { name: 'record', words: 'Record', roles: CLINICAL },
];

export function CoursePage() {
  const { id } = useParams({ from: '/courses/$id' });
  const { tab = 'overview' } = useSearch({ from: '/courses/$id' });
  const { roles: mine } = useSession();
  const course = useRead('/api/v1/courses/{id}', { params: { id } });
  const [reporting, setReporting] = useState<Reporting>();
  return (
    <Loaded query={course}>
      {(data) => (
        <>
          <Head course={data} onReport={setReporting} />
          <Standing course={data} />
          <nav className="tabs" aria-label="About this course">
            {TABS.filter(({ roles = mine }) => roles.some((role) => mine.includes(role))).map(
              ({ name, words }) => (
                <Link
                  key={name}
                  to="/courses/$id"
                  params={{ id }}
                  search={name === 'overview' ? {} : { tab: name }}
                  activeOptions={{ exact: true }}
                >
                  {words}
                </Link>
              ),
            )}
          </nav>
          {tab === 'messages' ? (
            <div className="stack">
              <Messages course={id} />
              <Links course={id} closed={data.closed !== undefined} />
            </div>
          ) : tab === 'measures' ? (
            <Measures course={data} onReport={setReporting} />
          ) : tab === 'consents' ? (
            <Consents course={data} onReport={setReporting} />
          ) : tab === 'supply' ? (
            <Supply course={data} onReport={setReporting} />
          ) : tab === 'money' ? (
            <Money course={data} onReport={setReporting} />
          ) : tab === 'record' ? (
            <Record course={id} onReport={setReporting} />
          ) : (
            <Overview course={data} onReport={setReporting} />
          )}
          {reporting && (
            <ReportDialog
              course={id}
              {...reporting}
              onClose={() => {
                setReporting(undefined);
              }}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

interface HeadProps {
  course: Course;
  onReport: (reporting: Reporting) => void;
}

function Head({ course, onReport }: HeadProps) {
  const { client, protocol, facts } = course;
  const protocols = useRead('/api/v1/protocols');
  const about = [
    protocols.data?.protocols.find(({ id }) => id === protocol?.id)?.title ?? protocol?.id,
    facts && `${facts.dosings.done} of ${facts.dosings.planned} dosing sessions`,
    facts && zoneName(facts.clientZone),
  ];
  const can = reportable(course.possible, useSession().roles);
  return (
    <div className="head">
      <div>
        <p className="small">
          <Link to="/clients" search={{}}>
            Clients
          </Link>
          {client && (
            <>
              {' › '}
              <Link to="/clients/$id" params={{ id: client.id }}>
                {client.name}
              </Link>
            </>
          )}
        </p>
        <h1>{client?.name ?? 'Without a client'}</h1>
        <p className="quiet">{about.filter(Boolean).join(' · ')}</p>
      </div>
      {can.includes('adverseEventReported') && (
        <div className="wrap">
          <button
            type="button"
            className="button harm"
            onClick={() => {
              onReport({ signal: 'adverseEventReported' });
            }}
          >
            Report adverse event
          </button>
          <button
            type="button"
            className="button harm"
            onClick={() => {
              onReport({ signal: 'crisisFlagged' });
            }}
          >
            Report crisis
          </button>
        </div>
      )}
    </div>
  );
}
