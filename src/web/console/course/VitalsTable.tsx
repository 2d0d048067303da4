import type { Answer } from '../../client/api';
import { Scroll } from '../../kit/Scroll';
import { dayAndTime } from '../../kit/time';
import { sessionName } from '../../kit/words';
import { useZone } from '../session';

type Reading = Answer<'get', '/api/v1/courses/{id}/measures'>['vitals'][number];

/** Vital signs as they were taken at sessions, in the order given. */
export function VitalsTable({ vitals }: { vitals: readonly Reading[] }) {
  const zone = useZone();
  if (vitals.length === 0) return <p className="empty">None were recorded.</p>;
  return (
    <Scroll label="Vital signs">
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Session</th>
            <th scope="col" className="number">
              Blood pressure (mmHg)
            </th>
            <th scope="col" className="number">
              Pulse (per minute)
            </th>
          </tr>
        </thead>
        <tbody>
          {vitals.map(({ session, when, at, systolic, diastolic, pulse }) => (
            <tr key={`${session} ${when} ${at}`}>
              <th scope="row">{dayAndTime(zone, at)}</th>
              <td>
                {when} {sessionName(session).toLowerCase()}
              </td>
              <td className="number">
                {systolic}/{diastolic}
              </td>
              <td className="number">{pulse}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
