/** A part of the practice's settings as a form of its own: what is left out of it stays as it is. */
import { useState, type ReactNode } from 'react';
import { sameJson } from '../../../vocabulary/json';
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
  const [begun] = useState(practice);
  const [values, setValues] = useState(() => initial(begun));
  const [touched, setTouched] = useState(false);
  const { key, busy, error, wrong, submit } = useSubmission();
  const save = async () => {
    const unchanged = change(initial(begun), begun);
    await patch('/api/v1/practice', { key, body: differing(change(values, practice), unchanged) });
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

/** Only what was changed here, so that what somebody else has saved meanwhile stays. */
function differing(next: Change, before: Change): Change {
  const old: Readonly<Record<string, unknown>> = before;
  const changed = Object.entries(next).filter(([name, value]) => !sameJson(value, old[name]));
  return changed.length > 0 ? Object.fromEntries(changed) : next;
}
