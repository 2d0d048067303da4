/** A standard course with the draft: what it costs, when it ends, and its whole line, beside the version it began with. */
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { post, type Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Dialog } from '../../kit/Dialog';
import { ProblemNote } from '../../kit/ProblemNote';
import { Scroll } from '../../kit/Scroll';
import { day } from '../../kit/time';
import { dollars } from '../../kit/words';
import { Line } from '../course/Line';
import { expectedMarks } from '../course/marks';
import { Changes } from '../reports/Changes';
import { useZone } from '../session';
import type { Content } from './content';

interface Props {
  id: string;
  version: number;
  content: Content;
  /** It has no mistakes. */
  ready: boolean;
}

type Tried = Answer<'post', '/api/v1/protocols/{id}/try'>;
type Side = Tried['after'];

export function Trial({ id, version, content, ready }: Props) {
  const [shown, setShown] = useState(false);
  const tried = useQuery({
    queryKey: ['protocol-try', id, version, content],
    queryFn: ({ signal }) =>
      post('/api/v1/protocols/{id}/try', { params: { id }, body: { version, protocol: content }, signal }),
    enabled: shown && ready,
    refetchInterval: false,
  });
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={!ready}
        onClick={() => {
          setShown(true);
        }}
      >
        Show a standard course with it
      </button>
      {shown && (
        <Dialog
          wide
          title="A standard course with this draft"
          about="One that begins now and goes as assumed. Nothing is saved."
          onClose={() => {
            setShown(false);
          }}
        >
          <ProblemNote error={tried.error} />
          {tried.data ? (
            <Outcome tried={tried.data} />
          ) : (
            !tried.error && (
              <p className="empty" role="status">
                Looking ahead …
              </p>
            )
          )}
        </Dialog>
      )}
    </>
  );
}

const total = ({ estimate }: Side): string =>
  !estimate
    ? 'A price is missing'
    : estimate.practiceFromCents === estimate.practiceToCents
      ? dollars(estimate.practiceToCents)
      : `${dollars(estimate.practiceFromCents)} to ${dollars(estimate.practiceToCents)}`;

function Outcome({ tried: { before, after, changes } }: { tried: Tried }) {
  const zone = useZone();
  const { forecast } = after;
  const sessions = ({ forecast: { entries } }: Side) =>
    entries.filter(({ kind, what }) => kind === 'session' && what === 'dosing').length;
  const rows: [string, (side: Side) => string | number][] = [
    ['The practice’s charges', total],
    ['Dosing sessions until it ends, with boosters', sessions],
    ['It ends', (side) => day(zone, side.forecast.ends)],
  ];
  return (
    <div className="stack">
      <Scroll label="Estimate">
        <table>
          <thead>
            <tr>
              <th scope="col">Estimate</th>
              <th scope="col">Before</th>
              <th scope="col">With the draft</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, of]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{of(before)}</td>
                <td>{of(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {forecast.stuck && forecast.stuck.length > 0 && (
        <div className="note soon">
          <p className="strong">The course would not reach its end:</p>
          <ul>
            {forecast.stuck.map(({ code, sentence }) => (
              <li key={code}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      <Line
        marks={expectedMarks(forecast, zone)}
        from={Date.parse(forecast.from)}
        to={Date.parse(forecast.ends)}
        now={Date.parse(forecast.from)}
      />
      <Card title="Estimate in full">
        {after.estimate ? (
          <Scroll label="Lines of the estimate">
            <table>
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">Number</th>
                  <th scope="col" className="number">
                    Each
                  </th>
                </tr>
              </thead>
              <tbody>
                {after.estimate.practice.map(({ label, quantity, toCents }) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    <td>{quantity}</td>
                    <td className="number">{dollars(toCents)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        ) : (
          <p className="empty">{forecast.unknown.join(' ')}</p>
        )}
      </Card>
      <Changes caption="What moves" changes={changes} zone={zone} />
    </div>
  );
}
