import { useState } from 'react';
import type { SignalName } from '../../../catalog/signals';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Pages } from '../../kit/Pages';
import { Scroll } from '../../kit/Scroll';
import { dayAndTime } from '../../kit/time';
import { inWords, roleName } from '../../kit/words';
import { useRead } from '../queries';
import { useSignalForms } from '../reports/forms';
import type { Reporting } from '../reports/ReportDialog';
import { TakeBack } from '../reports/TakeBack';
import { endsCourse } from '../reports/undoing';
import { useZone } from '../session';
import { aboutEvent, type Shown } from './aboutEvent';
import { recordedValues } from './recordedValues';

/** What follows by itself from what people report. */
const FOLLOWS = ['ledgerEntered', 'messageDue', 'taskOpened', 'taskClosed'];

const REPORTED_LATE_MS = 5 * 60_000;

interface Props {
  course: string;
  onReport: (reporting: Reporting) => void;
}

/** What happened, the latest first: what was reported and by whom, and when it was recorded if that was later. */
export function Record({ course, onReport }: Props) {
  const zone = useZone();
  const [cursor, setCursor] = useState<string>();
  const [all, setAll] = useState(false);
  const timeline = useRead('/api/v1/courses/{id}/timeline', {
    params: { id: course },
    query: { limit: 500, ...(cursor !== undefined && { cursor }) },
  });
  const describe = useDescribe();
  return (
    <Card
      title="Record"
      aside={
        <label className="choice small">
          <input
            type="checkbox"
            checked={all}
            onChange={(event) => {
              setAll(event.target.checked);
            }}
          />
          Also what the system did
        </label>
      }
    >
      <Loaded query={timeline}>
        {({ events, next }) => (
          <>
            <Scroll label="Events">
              <table className="record">
                <thead>
                  <tr>
                    <th scope="col">When</th>
                    <th scope="col">What</th>
                    <th scope="col">Reported by</th>
                  </tr>
                </thead>
                <tbody>
                  {[...events]
                    .reverse()
                    .filter(({ type, by }) => all || (by.role !== 'system' && !FOLLOWS.includes(type)))
                    .map((event) => ({
                      ...{ ...event, ...describe(event, events) },
                      takenBack: events.some(
                        (each) => each.type === 'signalCorrected' && each.signal === event.cause,
                      ),
                    }))
                    .map(({ seq, type, at, recordedAt, by, about, values, cause, takenBack }) => (
                      <tr key={seq}>
                        <th scope="row">
                          {dayAndTime(zone, at)}
                          {Date.parse(recordedAt) - Date.parse(at) > REPORTED_LATE_MS && (
                            <p className="small">recorded {dayAndTime(zone, recordedAt)}</p>
                          )}
                        </th>
                        <td>
                          <span className="strong">{inWords(type)}</span>
                          {about && <span className="small"> {about}</span>}
                          {values.length > 0 && (
                            <ul className="said">
                              {values.map(({ label, words }) => (
                                <li key={label}>
                                  <span className="small">{label}:</span> {words}
                                </li>
                              ))}
                            </ul>
                          )}
                        </td>
                        <td>
                          {by.name === undefined ? roleName(by.role) : `${by.name}, ${roleName(by.role)}`}
                          {takenBack ? (
                            <p className="small">taken back</p>
                          ) : (
                            type !== 'signalCorrected' &&
                            by.role !== 'system' && (
                              <p>
                                <TakeBack
                                  signal={type as SignalName}
                                  id={cause}
                                  ended={endsCourse([{ type: type }])}
                                  about={inWords(type)}
                                  onReport={onReport}
                                />
                              </p>
                            )
                          )}
                        </td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </Scroll>
            <Pages
              cursor={cursor}
              next={next}
              onTurn={setCursor}
              back="Back to the latest"
              more="Show earlier events"
            />
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** What an event is about, and what was reported with it. `events`: those on the same page. */
function useDescribe() {
  const zone = useZone();
  const forms = useSignalForms();
  const staff = useRead('/api/v1/practice/staff');
  const when = (at: string) => dayAndTime(zone, at);
  return (event: Shown, events: readonly Shown[]) => ({
    about: aboutEvent(event, when),
    values: recordedValues(event, forms.get(event.type as SignalName)?.schema, {
      when,
      staff: staff.data?.staff,
      events,
    }),
  });
}
