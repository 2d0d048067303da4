/** Everything that can be reported now, and why the rest cannot. */
import { useId, useState } from 'react';
import type { SignalName } from '../../../catalog/signals';
import { Card } from '../../kit/Card';
import { roleName } from '../../kit/words';
import { useSignalForms } from '../reports/forms';
import { buttonOf } from '../reports/hints';
import type { Reporting } from '../reports/ReportDialog';
import { useSession } from '../session';
import type { Course } from './Standing';

interface Props {
  course: Course;
  onReport: (reporting: Reporting) => void;
}

/** Reported in other places, or by nobody in the console. */
const ELSEWHERE: readonly SignalName[] = ['signalCorrected', 'practiceCalendarChanged', 'clientMoved'];

export function Possible({ course, onReport }: Props) {
  const [asked, setAsked] = useState('');
  const id = useId();
  const { roles } = useSession();
  const forms = useSignalForms();
  const possible = new Set(course.possible?.map(({ name }) => name));
  const wanted = asked.trim().toLowerCase();
  const all = [...forms.values()]
    .filter(({ name }) => !ELSEWHERE.includes(name))
    .filter(({ name, summary }) => `${buttonOf(name)} ${summary}`.toLowerCase().includes(wanted));
  const open = all.filter(({ name }) => possible.has(name));
  const closed = all.filter(({ name }) => !possible.has(name));
  const mine = (by: readonly string[]): boolean => roles.some((role) => by.includes(role));
  return (
    <Card title="All reports" count={open.length}>
      <div className="body stack">
        <div className="field">
          <label htmlFor={id}>Search</label>
          <input
            id={id}
            className="input"
            type="search"
            value={asked}
            onChange={(event) => {
              setAsked(event.target.value);
            }}
          />
        </div>
        <ul className="wrap">
          {open
            .filter(({ by }) => mine(by))
            .map(({ name, summary }) => (
              <li key={name}>
                <button
                  type="button"
                  className="button"
                  title={summary}
                  onClick={() => {
                    onReport({ signal: name });
                  }}
                >
                  {buttonOf(name)}
                </button>
              </li>
            ))}
        </ul>
        <details>
          <summary>
            Not now, or not by you ({closed.length + open.filter(({ by }) => !mine(by)).length})
          </summary>
          <ul className="stack more">
            {open
              .filter(({ by }) => !mine(by))
              .map(({ name, by }) => (
                <li key={name}>
                  <span className="strong">{buttonOf(name)}</span>{' '}
                  <span className="small">is reported by: {by.map(roleName).join(', ')}.</span>
                </li>
              ))}
            {closed.map(({ name, by }) => (
              <li key={name} className="wrap">
                <span className="strong">{buttonOf(name)}</span>
                <span className="small">is not possible now.</span>
                {mine(by) && (
                  <button
                    type="button"
                    className="button plain"
                    onClick={() => {
                      onReport({ signal: name });
                    }}
                  >
                    Why<span className="hidden"> is “{buttonOf(name)}” not possible</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </Card>
  );
}
