import { Scroll } from '../../kit/Scroll';

const CLIENTS = [
  [
    'client',
    'Your own number or short name for the client. Needed. The same number is the same client in every import.',
  ],
  ['name', 'First and last name. Needed.'],
  ['email, phone', 'At least one of them.'],
  ['zone', 'Time zone, such as America/Denver. Left empty: the practice’s.'],
  ['protocol, began', 'For a client who is in a course: its protocol, and the day on which it began.'],
  ['dosings', 'How many dosing sessions are planned, if not as many as the protocol plans.'],
  ['balance', 'What the client owes now, in dollars; needed where there is a course. Negative: a credit.'],
  ['therapist, prescriber, frontdesk, biller, lead', 'Who looks after the course, by e-mail address.'],
] as const;

const HISTORY = [
  ['client', 'As in the other table.'],
  ['when', 'Day, or day and time of the practice’s zone: 2027-01-31 or 2027-01-31 14:30.'],
  [
    'what',
    'medical, preparation, dosing or integration: the session took place then, or is booked if that is ahead. Or a ' +
      'report, such as consent signed, referral sent, prescriber decision, measure submitted, prescription issued, ' +
      'shipment received, dose confirmed, estimate issued or estimate acknowledged.',
  ],
  ['minutes', 'How long the session took, if not as long as the protocol plans.'],
  [
    'details',
    'Fields of a report: kinds=treatment, telehealth, electronic messages, or decision=approved, or ' +
      'instrument=PHQ-9; items=1 2 0 1 2 1 0 1 0. A hyphen is an answer left blank.',
  ],
] as const;

/** What the two tables may have. */
export function Columns() {
  return (
    <details>
      <summary>What the tables have</summary>
      <p>The first line names the columns, in any order. Columns that you do not need may be missing.</p>
      <Table label="The table of the clients" rows={CLIENTS} />
      <Table label="The table of what happened" rows={HISTORY} />
      <p>
        A dosing session of the past counts as one after which the client was released. What you leave out is
        asked for from now on.
      </p>
    </details>
  );
}

function Table({ label, rows }: { label: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <Scroll label={label}>
      <table>
        <caption>{label}</caption>
        <tbody>
          {rows.map(([column, what]) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
