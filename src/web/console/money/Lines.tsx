import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { Loaded } from '../../kit/Loaded';
import { Pages } from '../../kit/Pages';
import { SteadyCard } from '../../kit/SteadyCard';
import { Tag } from '../../kit/Tag';
import { dayAndTime, span } from '../../kit/time';
import { dollars, sessionName } from '../../kit/words';
import { useRead } from '../queries';
import { useMayReport } from '../reports/forms';
import { ReportDialog, type Reporting } from '../reports/ReportDialog';
import { useZone } from '../session';
import { nextOf, type Line } from './next';
import type { Age, MoneyTab } from './tabs';

const NONE: Record<MoneyTab, string> = {
  unpaid: 'Nothing is unpaid.',
  unbilled: 'Everything has been billed.',
  drifting: 'Every course costs about what its client signed.',
  packages: 'No package is running out.',
  refunds: 'Nothing has to be refunded.',
  credits: 'No client has a credit balance.',
};

const OLD_DAYS = 30;
const DAY_MS = 86_400_000;

interface Props {
  list: MoneyTab;
  age: Age | undefined;
  title: string;
}

/** The courses on one list, the oldest first, each with the button that does the next thing. */
export function Lines({ list, age, title }: Props) {
  const [cursor, setCursor] = useState<string>();
  const lines = useRead('/api/v1/money', {
    query: { list, ...(age && { age }), ...(cursor !== undefined && { cursor }) },
  });
  return (
    <>
      <SteadyCard key={cursor} title={title} aside="oldest first" rows={lines.data?.lines} keyOf={keyOf}>
        {(steady) => (
          <Loaded query={lines}>
            {() => (
              <>
                {steady.length === 0 && <p className="empty">{NONE[list]}</p>}
                <ul className="list">
                  {steady.map(({ key, row, gone }) => (
                    <Row key={key} list={list} line={row} gone={gone} />
                  ))}
                </ul>
              </>
            )}
          </Loaded>
        )}
      </SteadyCard>
      <Pages
        cursor={cursor}
        next={lines.data?.next}
        onTurn={setCursor}
        back="Back to the oldest"
        more="Show newer ones"
      />
    </>
  );
}

const keyOf = ({ course }: Line): string => course;

interface RowProps extends Pick<Props, 'list'> {
  line: Line;
  /** It was on the list when the person began to work in it. */
  gone: boolean;
}

function Row({ list, line, gone }: RowProps) {
  const zone = useZone();
  const mayReport = useMayReport();
  const [reporting, setReporting] = useState<Reporting>();
  const { course, client, since } = line;
  const days = (Date.now() - Date.parse(since)) / DAY_MS;
  const ways = gone ? [] : nextOf(list, line).filter(({ signal, by }) => mayReport(signal, by));
  return (
    <li className="row">
      {gone ? (
        <Tag tone="good">No longer listed</Tag>
      ) : (
        <Tag tone={list === 'unpaid' && days > OLD_DAYS ? 'soon' : 'none'}>{span(days * DAY_MS)}</Tag>
      )}
      <div>
        <Link className="strong" to="/courses/$id" params={{ id: course }} search={{ tab: 'money' }}>
          {client?.name ?? 'Without a client'}
        </Link>
        {line.closed && <p className="small">The course is closed.</p>}
      </div>
      <div>
        <p>{sumWords(list, line)}</p>
        <p className="small">since {dayAndTime(zone, since)}</p>
      </div>
      <div className="wrap">
        {ways.map((way) => (
          <button
            key={`${way.signal} ${JSON.stringify(way.preset)}`}
            type="button"
            className="button"
            onClick={() => {
              setReporting(way);
            }}
          >
            {way.label}
            <span className="hidden"> for {client?.name}</span>
          </button>
        ))}
      </div>
      {reporting && (
        <ReportDialog
          course={course}
          {...reporting}
          onClose={() => {
            setReporting(undefined);
          }}
        />
      )}
    </li>
  );
}

function sumWords(list: MoneyTab, line: Line): string {
  const { cents, sessions = [], invoices = [], debts = [], left = 0, planned = 0 } = line;
  switch (list) {
    case 'unpaid':
      return `${dollars(cents)} in ${debts.length === 1 ? 'one charge' : `${debts.length} charges`}`;
    case 'unbilled':
      return [
        ...sessions.map(({ session, fromCents, toCents }) =>
          toCents === undefined
            ? sessionName(session)
            : `${sessionName(session)} (${dollars(fromCents ?? 0)}–${dollars(toCents)})`,
        ),
        ...(invoices.length > 0 ? [`${invoices.length} invoices to send by hand`] : []),
      ].join(', ');
    case 'drifting':
      return `${dollars(Math.abs(cents))} ${cents > 0 ? 'more' : 'less'} than the client signed: ${dollars(line.expectedCents ?? 0)} instead of ${dollars(line.estimateCents ?? 0)}`;
    case 'packages':
      return `${left} left of “${line.package ?? ''}”, ${planned} dosing sessions still planned`;
    case 'refunds':
      return `${dollars(cents)} to be refunded`;
    case 'credits':
      return `${dollars(cents)} paid ahead`;
  }
}
