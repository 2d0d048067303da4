import { useState } from 'react';
import { Card } from '../../kit/Card';
import { Field } from '../../kit/Field';
import { daySpan, plusDays, today } from '../../kit/time';
import { useZone } from '../session';

const WHAT = { invoices: 'Invoices', payments: 'Payments and refunds', ledger: 'All entries of the ledger' };

/** Both ends of the period as a day span, in the practice's zone. */
function addressOf(zone: string, what: string, from: string, until: string): string {
  const query = new URLSearchParams({
    what,
    from: daySpan(zone, from).from,
    before: daySpan(zone, until).before,
  });
  return `/api/v1/money/export?${query.toString()}`;
}

/** A table for a spreadsheet. The file is made by the server, and who made it is in the audit. */
export function Export() {
  const zone = useZone();
  const [what, setWhat] = useState('invoices');
  const [until, setUntil] = useState(today(zone));
  const [from, setFrom] = useState(plusDays(today(zone), -30));
  const valid = from !== '' && until !== '' && from <= until;
  return (
    <Card title="Export">
      <div className="body export">
        <Field label="What" required>
          {(control) => (
            <select
              {...control}
              className="input"
              value={what}
              onChange={(event) => {
                setWhat(event.target.value);
              }}
            >
              {Object.entries(WHAT).map(([name, words]) => (
                <option key={name} value={name}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="From" required>
          {(control) => (
            <input
              {...control}
              className="input"
              type="date"
              value={from}
              onChange={(event) => {
                setFrom(event.target.value);
              }}
            />
          )}
        </Field>
        <Field label="Until" required wrong={valid ? undefined : 'must not be before the first day'}>
          {(control) => (
            <input
              {...control}
              className="input"
              type="date"
              value={until}
              onChange={(event) => {
                setUntil(event.target.value);
              }}
            />
          )}
        </Field>
        {valid && (
          <a className="button" href={addressOf(zone, what, from, until)} download={`${what}-${from}.csv`}>
            Download as CSV
          </a>
        )}
      </div>
    </Card>
  );
}
