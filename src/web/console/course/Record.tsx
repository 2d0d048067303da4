import { useState } from 'react';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Pages } from '../../kit/Pages';
import { Scroll } from '../../kit/Scroll';
import { dayAndTime } from '../../kit/time';
import { inWords, roleName } from '../../kit/words';
import { useRead } from '../queries';
import { useZone } from '../session';
import { aboutEvent } from './aboutEvent';

/** What follows by itself from what people report. */
const FOLLOWS = ['ledgerEntered', 'messageDue', 'taskOpened', 'taskClosed'];

const REPORTED_LATE_MS = 5 * 60_000;

/** What happened, the latest first: who reported it, and when it was recorded if that was later. */
export function Record({ course }: { course: string }) {
  const zone = useZone();
  const [cursor, setCursor] = useState<string>();
  const [all, setAll] = useState(false);
  const timeline = useRead('/api/v1/courses/{id}/timeline', {
    params: { id: course },
    query: { limit: 500, ...(cursor !== undefined && { cursor }) },
  });
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
              <table>
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
                    .map((event) => ({ ...event, about: aboutEvent(event, (at) => dayAndTime(zone, at)) }))
                    .map(({ seq, type, at, recordedAt, by, about }) => (
                      <tr key={seq}>
                        <td>
                          {dayAndTime(zone, at)}
                          {Date.parse(recordedAt) - Date.parse(at) > REPORTED_LATE_MS && (
                            <p className="small">recorded {dayAndTime(zone, recordedAt)}</p>
                          )}
                        </td>
                        <th scope="row">
                          {inWords(type)}
                          {about && <span className="small"> {about}</span>}
                        </th>
                        <td>{roleName(by.role)}</td>
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
