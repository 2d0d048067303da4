import type { SignalName } from '../../../catalog/signals';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Scroll } from '../../kit/Scroll';
import { Tag } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { dollars, inWords, sessionName } from '../../kit/words';
import { useRead } from '../queries';
import type { Reporting } from '../reports/ReportDialog';
import { TakeBack } from '../reports/TakeBack';
import { useZone } from '../session';
import { withSums } from './ledger';
import { ReportButtons } from './ReportButtons';
import type { Course } from './Standing';

interface Props {
  course: Course;
  onReport: (reporting: Reporting) => void;
}

/** What is reported about money, in the order of how often. */
const REPORTS: readonly SignalName[] = [
  'paymentPosted',
  'chargeEntered',
  'chargeWaived',
  'packageSold',
  'paymentRefunded',
  'feeAgreed',
];

/** Charges and payments, what is owed, and what the course is expected to cost. */
export function Money({ course, onReport }: Props) {
  const zone = useZone();
  const params = { id: course.id };
  const packages = course.facts?.packages ?? [];
  const nameOf = (code: string): string =>
    packages.find((held) => held.code === code)?.name ?? inWords(code).toLowerCase();
  const invoices = useRead('/api/v1/courses/{id}/invoices', { params });
  const ledger = useRead('/api/v1/courses/{id}/ledger', { params });
  const refund = useRead('/api/v1/courses/{id}/refund', { params });
  return (
    <div className="stack">
      <ReportButtons course={course} signals={REPORTS} onReport={onReport} />
      <Packages packages={packages} />
      <Loaded query={ledger}>
        {({ entries, totals }) => (
          <Card
            title="Ledger"
            aside={
              <span className="strong">
                {totals.balanceCents >= 0 ? 'The client owes' : 'The client has a credit of'}{' '}
                {dollars(Math.abs(totals.balanceCents))}
              </span>
            }
          >
            {entries.length === 0 && <p className="empty">Nothing has been charged yet.</p>}
            {entries.length > 0 && (
              <Scroll label="Entries">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">When</th>
                      <th scope="col">What</th>
                      <th scope="col">Session</th>
                      <th scope="col" className="number">
                        Amount
                      </th>
                      <th scope="col" className="number">
                        Owed after it
                      </th>
                      <th scope="col">
                        <span className="hidden">What can be done</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {withSums(entries).map(
                      ({ seq, entry, kind, what, code, session, at, cents, owed, by }) => (
                        <tr key={`${seq} ${entry}`}>
                          <td>{dayAndTime(zone, at)}</td>
                          <th scope="row">
                            {what}: {nameOf(code)}
                            {kind === 'earned' && (
                              <p className="small">
                                {dollars(cents)} of the package, which is charged already
                              </p>
                            )}
                          </th>
                          <td>{session && sessionName(session)}</td>
                          <td className="number">{kind === 'earned' ? '' : dollars(cents)}</td>
                          <td className="number">{dollars(owed)}</td>
                          <td>
                            {by && (
                              <TakeBack {...by} about={`${what}, ${dollars(cents)}`} onReport={onReport} />
                            )}
                          </td>
                        </tr>
                      ),
                    )}
                  </tbody>
                </table>
              </Scroll>
            )}
          </Card>
        )}
      </Loaded>
      <Loaded query={refund}>
        {({ lines, refundCents }) => (
          <Card
            title="If the course ended now"
            aside={<span className="strong">{dollars(refundCents)} back to the client</span>}
          >
            <ul className="coming">
              {lines.map(({ sentence, cents: amount }) => (
                <li key={sentence} className="row">
                  <span className="number">{dollars(amount)}</span>
                  <span>{sentence}</span>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Loaded>
      <Loaded query={invoices}>
        {({ invoices: all }) => (
          <Card title="Documents" count={all.length}>
            {all.length === 0 && <p className="empty">No invoice has been issued yet.</p>}
            <ul className="coming">
              {[...all].reverse().map(({ number, issuedAt, cents }) => (
                <li key={number} className="row">
                  <span className="strong">{number}</span>
                  <span>Invoice, {dayAndTime(zone, issuedAt)}</span>
                  <span className="number">{dollars(cents)}</span>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Loaded>
    </div>
  );
}

type Held = NonNullable<Course['facts']>['packages'];

/** Packages that were sold, with what is left of each. */
function Packages({ packages }: { packages: Held }) {
  if (packages.length === 0) return null;
  return (
    <Card title="Packages" count={packages.length}>
      <ul className="coming">
        {packages.map(({ ref, name, given, infusions }) => (
          <li key={ref} className="row">
            <span className="strong">{name}</span>
            <span>
              {given} of {infusions} dosing sessions used
            </span>
            <Tag tone={given < infusions ? 'good' : 'none'}>{infusions - given} left</Tag>
          </li>
        ))}
      </ul>
    </Card>
  );
}
