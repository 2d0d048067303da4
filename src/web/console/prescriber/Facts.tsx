/** What a prescriber decides by: the course so far, questionnaires with their trend, vital signs, incidents, supply. */
import type { Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Tag } from '../../kit/Tag';
import { day, dayAndTime } from '../../kit/time';
import { inWords, roleName } from '../../kit/words';
import { KNOWN, knownSoFar } from '../../../vocabulary/prescriberAsked';
import type { Course } from '../course/Standing';
import { VitalsTable } from '../course/VitalsTable';
import { useZone } from '../session';
import { Trend } from './Trend';

export type MedicalRecord = Answer<'get', '/api/v1/courses/{id}/medical'>;

interface Props {
  course: Course;
  record: MedicalRecord;
  /** The incidents are shown elsewhere. */
  without: boolean;
}

export function Facts({ course, record, without }: Props) {
  return (
    <>
      <div className="columns">
        <SoFar course={course} record={record} />
        {!without && <Incidents record={record} />}
      </div>
      <div className="columns">
        <Measures course={course} />
        <Vitals record={record} />
      </div>
      <Steps record={record} />
    </>
  );
}

function SoFar({ course: { facts, route }, record }: { course: Course; record: MedicalRecord }) {
  const zone = useZone();
  if (!facts) return <p className="note soon">The course does not answer right now.</p>;
  const known = knownSoFar(
    { facts, route, steps: record.steps },
    { day: (at) => day(zone, at), words: inWords },
  );
  return (
    <Card title="So far">
      <dl className="facts">
        {known.map(([name, value]) => (
          <div key={name} className="pair-of">
            <dt>{KNOWN[name]}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** What was reported. */
export function Incidents({ record: { incidents } }: { record: MedicalRecord }) {
  const zone = useZone();
  return (
    <Card title="Incidents" count={incidents.length}>
      {incidents.length === 0 && <p className="empty">None were reported.</p>}
      <ul className="waits">
        {incidents.map(({ kind, at, by, note }) => (
          <li key={`${kind} ${at}`} className="row">
            <div>
              <p>
                <Tag tone="harm">{inWords(kind)}</Tag>
              </p>
              <p className="small">
                {dayAndTime(zone, at)}, reported by the {roleName(by)}
              </p>
              {note && <p>{note}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Measures({ course: { facts } }: { course: Course }) {
  const zone = useZone();
  const measures = facts?.measures ?? [];
  const instruments = [...new Set(measures.map(({ instrument }) => instrument))];
  return (
    <Card title="Questionnaires" count={measures.length}>
      {measures.length === 0 && <p className="empty">None were answered.</p>}
      <ul className="waits">
        {instruments.map((instrument) => (
          <li key={instrument} className="row">
            <Trend
              name={instrument}
              points={measures
                .filter((each) => each.instrument === instrument)
                .map(({ at, total, blanks }) => ({ day: day(zone, at), total, blanks }))}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const MOST_VITALS = 12;

function Vitals({ record: { vitals } }: { record: MedicalRecord }) {
  return (
    <Card title="Vital signs" count={vitals.length}>
      <VitalsTable vitals={vitals.slice(0, MOST_VITALS)} />
      {vitals.length > MOST_VITALS && (
        <p className="empty">And {vitals.length - MOST_VITALS} before these.</p>
      )}
    </Card>
  );
}

function Steps({ record: { steps } }: { record: MedicalRecord }) {
  const zone = useZone();
  return (
    <Card title="Decisions and orders so far" count={steps.length}>
      {steps.length === 0 && <p className="empty">Nothing was decided yet.</p>}
      <ul className="coming">
        {steps.map(({ kind, at, by, detail, note }) => (
          <li key={`${kind} ${at}`} className="row">
            <p className="strong">{dayAndTime(zone, at)}</p>
            <p>
              {inWords(kind)}
              {detail && `: ${inWords(detail).toLowerCase()}`}
              {note && <span className="small"> {note}</span>}
            </p>
            <span className="small">{roleName(by)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
