/** A part of the practice's settings as a form of its own: what is left out of it stays as it is. */
import { useState, type ReactNode } from 'react';
import { patch, type Answer, type Body } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain, useRead } from '../queries';

export type Settings = Answer<'get', '/api/v1/practice'>;
type Change = Body<'patch', '/api/v1/practice'>;

interface Form<V> {
  values: V;
  set: (change: Partial<V>) => void;
  wrong: Readonly<Record<string, string>>;
  practice: Settings;
}

interface Props<V> {
  initial: (practice: Settings) => V;
  /** What is sent. */
  change: (values: V, practice: Settings) => Change;
  children: (form: Form<V>) => ReactNode;
}

export function SettingsCard<V extends object>({ title, ...props }: Props<V> & { title: string }) {
  const read = useRead('/api/v1/practice');
  const [saved, setSaved] = useState(0);
  return (
    <Card title={title}>
      <Loaded query={read}>
        {(practice) => (
          // Once saved, the next change is another request, and begins with what is stored.
          <SettingsForm
            key={saved}
            practice={practice}
            saved={saved > 0}
            onSaved={() => {
              setSaved(saved + 1);
            }}
            {...props}
          />
        )}
      </Loaded>
    </Card>
  );
}

interface FormProps<V> extends Props<V> {
  practice: Settings;
  saved: boolean;
  onSaved: () => void;
}

function SettingsForm<V extends object>({
  practice,
  saved,
  onSaved,
  initial,
  change,
  children,
}: FormProps<V>) {
  const [values, setValues] = useState(() => initial(practice));
  const [touched, setTouched] = useState(false);
  const { key, busy, error, wrong, submit } = useSubmission();
  const save = async () => {
    await patch('/api/v1/practice', { key, body: change(values, practice) });
    await readAgain();
    onSaved();
  };
  return (
    <form className="body" onSubmit={submit(save)}>
      <ProblemNote error={error} />
      {children({
        ...{ values, wrong, practice },
        set: (next) => {
          setTouched(true);
          setValues({ ...values, ...next });
        },
      })}
      <div className="actions">
        {saved && !touched && <span role="status">Saved.</span>}
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? 'Saving …' : 'Save'}
        </button>
      </div>
    </form>
  );
}
