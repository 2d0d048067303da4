import { useState, type SubmitEvent } from 'react';
import { Card } from '../../kit/Card';
import { Field } from '../../kit/Field';
import { Tag } from '../../kit/Tag';
import { clock, due } from '../../kit/time';
import { useZone } from '../session';
import { refusedBody, type Tap, type Tapped } from './outbox';

export const VITALS = [
  ['systolic', 'Systolic'],
  ['diastolic', 'Diastolic'],
  ['pulse', 'Pulse'],
] as const;

export type Vitals = Partial<Record<(typeof VITALS)[number][0], number>>;

export function VitalsFields({ values, onChange }: { values: Vitals; onChange: (values: Vitals) => void }) {
  return (
    <div className="pair">
      {VITALS.map(([name, label]) => (
        <Field key={name} label={label} required>
          {(control) => (
            <input
              {...control}
              className="input"
              type="number"
              inputMode="numeric"
              value={values[name] ?? ''}
              onChange={(event) => {
                onChange({
                  ...values,
                  [name]: event.target.value === '' ? undefined : Number(event.target.value),
                });
              }}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

interface Props {
  session: string;
  when: 'before' | 'during';
  dueAt?: string | undefined;
  /** What is known already. */
  known?: string;
  /** What was refused of this course, now or when the line came back. */
  refused: readonly Tapped[];
  tap: Tap;
}

export function VitalsForm({ session, when, dueAt, known, refused, tap }: Props) {
  const zone = useZone();
  const [typed, setTyped] = useState<Vitals>();
  const before = refusedBody(refused, 'vitalsRecorded', session);
  // A reading that was refused is put right, not typed again.
  const values = typed ?? (before?.when === when ? (before.vitals as Vitals) : {});
  const urgency = dueAt === undefined ? undefined : due(zone, dueAt);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const taken = await tap('vitalsRecorded', 'Record vital signs', { session, when, vitals: values });
    if (taken) setTyped(undefined);
  };
  return (
    <Card
      title={dueAt === undefined ? 'Vital signs' : `Vital signs, due ${clock(zone, dueAt)}`}
      aside={urgency && <Tag tone={urgency.tone}>{urgency.words}</Tag>}
    >
      <form className="body" onSubmit={(event) => void send(event)}>
        {known && <p>{known}</p>}
        <VitalsFields values={values} onChange={setTyped} />
        <button type="submit" className="button large">
          Record vital signs
        </button>
      </form>
    </Card>
  );
}
