import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Scroll } from '../../kit/Scroll';
import { dayAndTime } from '../../kit/time';
import { dollars, inWords, sessionName } from '../../kit/words';
import { useRead } from '../queries';
import { useZone } from '../session';

/** Charges and payments, what is owed, and what the course is expected to cost. */
export function Money({ course }: { course: string }) {
  const zone = useZone();
  const params = { id: course };
  const ledger = useRead('/api/v1/courses/{id}/ledger', { params });
  const refund = useRead('/api/v1/courses/{id}/refund', { params });
  return (
    <div className="stack">
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
                    </tr>
                  </thead>
                  <tbody>
                    {entries.map(({ seq, entry, kind, code, session, at, cents }) => (
                      <tr key={`${seq} ${entry}`}>
                        <td>{dayAndTime(zone, at)}</td>
                        <th scope="row">
                          {inWords(kind)}: {inWords(code).toLowerCase()}
                        </th>
                        <td>{session && sessionName(session)}</td>
                        <td className="number">{dollars(cents)}</td>
                      </tr>
                    ))}
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
    </div>
  );
}
