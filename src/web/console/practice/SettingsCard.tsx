/** A part of the practice's settings as a form of its own: what is left out of it stays as it is. */
import { useState, type ReactNode } from 'react';
import { sameJson } from '../../../vocabulary/json';
import { SENSITIVE_SETTINGS } from '../../../vocabulary/sensitiveSettings';
import { patch, type Answer, type Body } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { Question } from '../../kit/Question';
import { useSubmission } from '../../kit/useSubmission';
import { OwnPassword } from '../account/OwnPassword';
import { readAgain, useRead } from '../queries';

export type Settings = Answer<'get', '/api/v1/practice'>;
type Change = Body<'patch', '/api/v1/practice'>;

interface Form<V> {
  values: V;
  set: (change: Partial<V>) => void;
  wrong: Readonly<Record<string, string>>;
  practice: Settings;
}

/** What is asked before it is saved, and what is said afterward. */
export interface Doubt {
  title: string;
  words: ReactNode;
  saved: string;
}

interface Props<V> {
  initial: (practice: Settings) => V;
  /** What is sent. */
  change: (values: V, practice: Settings) => Change;
  /** Whether there is anything to ask before this is saved. */
  doubt?: (change: Change) => Promise<Doubt | undefined>;
  children: (form: Form<V>) => ReactNode;
}

export function SettingsCard<V extends object>({ title, ...props }: Props<V> & { title: string }) {
  const read = useRead('/api/v1/practice');
  const [saved, setSaved] = useState({ times: 0, words: '' });
  return (
    <Card title={title}>
      <Loaded query={read}>
        {(practice) => (
          // Once saved, the next change is another request, and begins with what is stored.
          <SettingsForm
            key={saved.times}
            practice={practice}
            saved={saved.words}
            onSaved={(words) => {
              setSaved({ times: saved.times + 1, words });
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
  /** What is said of the change that was just saved. */
  saved: string;
  onSaved: (words: string) => void;
}

function SettingsForm<V extends object>({
  practice,
  saved,
  onSaved,
  initial,
  change,
  doubt,
  children,
}: FormProps<V>) {
  const [begun] = useState(practice);
  const [values, setValues] = useState(() => initial(begun));
  const [touched, setTouched] = useState(false);
  const [ownPassword, setOwnPassword] = useState('');
  const [asking, setAsking] = useState<Doubt>();
  const { key, busy, error, wrong, send, submit } = useSubmission();
  const changed = () => differing(change(values, practice), change(initial(begun), begun));
  const save = async (words = 'Saved.') => {
    const body = changed();
    const by = asksPassword(body) && ownPassword !== '' && { ownPassword };
    await patch('/api/v1/practice', { key, body: { ...body, ...by } });
    await readAgain();
    onSaved(words);
  };
  const saveOrAsk = async () => {
    const next = changed();
    const any = Object.keys(next).length > 0;
    const asked = any ? await doubt?.(next) : undefined;
    if (!any) onSaved('Nothing was changed.');
    else if (asked) setAsking(asked);
    else await save();
  };
  return (
    <form className="body" onSubmit={submit(saveOrAsk)}>
      <ProblemNote error={error} />
      {children({
        ...{ values, wrong, practice },
        set: (next) => {
          setTouched(true);
          setValues({ ...values, ...next });
        },
      })}
      {asksPassword(changed()) && (
        <OwnPassword
          wrong={wrong.ownPassword}
          value={ownPassword}
          onChange={(given) => {
            setTouched(true);
            setOwnPassword(given);
          }}
        />
      )}
      <div className="actions">
        {saved && !touched && <span role="status">{saved}</span>}
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? 'Saving …' : 'Save'}
        </button>
      </div>
      {asking && (
        <Question
          title={asking.title}
          back="Back to the form"
          answers={[
            {
              words: 'Save anyway',
              onChoose: () => {
                setAsking(undefined);
                void send(() => save(asking.saved));
              },
            },
          ]}
          onClose={() => {
            setAsking(undefined);
          }}
        >
          {asking.words}
        </Question>
      )}
    </form>
  );
}

/** Only what was changed here, so that what somebody else has saved meanwhile stays. */
function differing(next: Change, before: Change): Change {
  const old: Readonly<Record<string, unknown>> = before;
  return Object.fromEntries(Object.entries(next).filter(([name, value]) => !sameJson(value, old[name])));
}

/** Only a person may change some of them, with their password. */
const asksPassword = (change: Change): boolean => SENSITIVE_SETTINGS.some((name) => name in change);
