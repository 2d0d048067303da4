/** What was prescribed, where it is, how many doses are on hand, and what comes next. */
import type { SignalName } from '../../../catalog/signals';
import { Card } from '../../kit/Card';
import { Scroll } from '../../kit/Scroll';
import { Tag, type Tone } from '../../kit/Tag';
import { day, dayAndTime } from '../../kit/time';
import type { Reporting } from '../reports/ReportDialog';
import { useZone } from '../session';
import { ReportButtons } from './ReportButtons';
import type { Course } from './Standing';
import { WaitingTask } from './WaitingTask';

type Supplied = NonNullable<Course['facts']>['supplies'][number];
type Task = Course['waiting']['tasks'][number];

interface Props {
  course: Course;
  onReport: (reporting: Reporting) => void;
}

const REPORTS: readonly SignalName[] = [
  'prescriptionIssued',
  'shipmentSent',
  'shipmentReceived',
  'shipmentLost',
  'dosesReconciled',
];

const TASKS: ReadonlySet<Task['kind']> = new Set([
  'issue-prescription',
  'renew-prescription',
  'shipment-overdue',
  'lost-supply',
  'quarantined-supply',
  'leftover-supply',
  'acknowledge-dose-change',
]);

export function Supply({ course, onReport }: Props) {
  const zone = useZone();
  const { facts, waiting } = course;
  if (!facts) return <p className="empty">The course does not answer right now.</p>;
  const { doses, supplies } = facts;
  const tasks = waiting.tasks.filter(({ kind }) => TASKS.has(kind));
  const quarantined = doses ? doses.onHand - doses.usable : 0;
  return (
    <div className="stack">
      <div className="columns">
        <Card title="Doses on hand">
          <div className="body stack">
            {doses ? (
              <p className="standing">
                <strong>{doses.usable}</strong> {doses.usable === 1 ? 'dose' : 'doses'} may be used
                {quarantined > 0 && <>, and {quarantined} must not (quarantined)</>}.
              </p>
            ) : (
              <p>The clinic gives doses from its own stock. Nothing is prescribed to take home.</p>
            )}
            {doses && <ReportButtons course={course} signals={REPORTS} onReport={onReport} />}
          </div>
        </Card>
        <Card title="What comes next" count={tasks.length}>
          {tasks.length === 0 && <p className="empty">{nextWords(supplies, zone)}</p>}
          <ul className="waits">
            {tasks.map((task) => (
              <WaitingTask key={task.key} task={task} onReport={onReport} />
            ))}
          </ul>
        </Card>
      </div>
      {doses && (
        <Card title="Prescriptions" count={supplies.length}>
          {supplies.length === 0 && <p className="empty">Nothing has been prescribed yet.</p>}
          {supplies.length > 0 && (
            <Scroll label="Prescriptions">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Issued</th>
                    <th scope="col" className="number">
                      Doses
                    </th>
                    <th scope="col">Where it is</th>
                    <th scope="col">Expires</th>
                  </tr>
                </thead>
                <tbody>
                  {[...supplies].reverse().map((supply) => {
                    const { words, tone, at } = whereIs(supply);
                    return (
                      <tr key={supply.ref}>
                        <th scope="row">{dayAndTime(zone, supply.issuedAt)}</th>
                        <td className="number">{supply.doses}</td>
                        <td>
                          <Tag tone={tone}>{words}</Tag>{' '}
                          <span className="small">{at && dayAndTime(zone, at)}</span>
                        </td>
                        <td>{day(zone, supply.expires)}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </Scroll>
          )}
        </Card>
      )}
    </div>
  );
}

function whereIs({ receivedAt, lostAt, voidedAt, expiredAt, sentAt }: Supplied): {
  words: string;
  tone: Tone;
  at?: string | undefined;
} {
  if (receivedAt) return { words: 'Arrived', tone: 'good', at: receivedAt };
  if (lostAt) return { words: 'Lost', tone: 'harm', at: lostAt };
  if (voidedAt) return { words: 'Voided by a changed order', tone: 'none', at: voidedAt };
  if (expiredAt) return { words: 'Expired', tone: 'soon', at: expiredAt };
  if (sentAt) return { words: 'On its way', tone: 'soon', at: sentAt };
  return { words: 'Not shipped yet', tone: 'soon' };
}

/** Where nobody has a task: what the latest prescription waits for. */
function nextWords(supplies: readonly Supplied[], zone: string): string {
  const latest = supplies.at(-1);
  if (!latest || latest.receivedAt) return 'Nobody has to do anything now.';
  if (latest.lostAt ?? latest.voidedAt ?? latest.expiredAt) return 'Nobody has to do anything now.';
  return latest.sentAt
    ? 'The parcel is on its way. Record its arrival when it is there.'
    : `The pharmacy has to ship it by ${day(zone, latest.expires)}, when the prescription expires.`;
}
