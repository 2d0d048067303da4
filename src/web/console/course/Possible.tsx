/** Everything that can be reported now, by topic, and why the rest cannot. */
import { useId, useState } from 'react';
import type { SignalName, SignalTopic } from '../../../catalog/signals';
import { Card } from '../../kit/Card';
import { roleName } from '../../kit/words';
import { useMayReport, useSignalForms, type SignalForm } from '../reports/forms';
import { buttonOf } from '../reports/hints';
import type { Reporting } from '../reports/ReportDialog';
import type { Course } from './Standing';

interface Props {
  course: Course;
  onReport: (reporting: Reporting) => void;
}

/** Reported in other places, or by nobody in the console. */
const ELSEWHERE: readonly SignalName[] = [
  'signalCorrected',
  'practiceCalendarChanged',
  'clientMoved',
  'messageResent',
  'messageGivenUp',
];

/** In the order in which people look for them. */
const TOPICS: [SignalTopic, string][] = [
  ['sessions', 'Sessions'],
  ['dosing', 'Dosing'],
  ['medical', 'Medical'],
  ['supply', 'Supply'],
  ['safety', 'Safety'],
  ['consents', 'Paperwork'],
  ['money', 'Money'],
  ['course', 'The course'],
];

export function Possible({ course, onReport }: Props) {
  const [asked, setAsked] = useState('');
  const id = useId();
  const forms = useSignalForms();
  const possible = new Map(course.possible?.map(({ name, by }) => [name, by]));
  const wanted = asked.trim().toLowerCase();
  const all = [...forms.values()]
    .filter(({ name }) => !ELSEWHERE.includes(name))
    .filter(({ name, summary }) => `${buttonOf(name)} ${summary}`.toLowerCase().includes(wanted));
  const mayReport = useMayReport();
  const isMine = ({ name }: SignalForm): boolean => mayReport(name, possible.get(name));
  const open = all.filter((form) => possible.has(form.name) && isMine(form));
  const others = all.filter((form) => possible.has(form.name) && !isMine(form));
  const closed = all.filter(({ name }) => !possible.has(name));
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
        <div className="topics">
          {TOPICS.map(([topic, title]) => (
            <Topic
              key={topic}
              title={title}
              forms={open.filter((form) => form.topic === topic)}
              onReport={onReport}
            />
          ))}
        </div>
        {open.length === 0 && <p className="quiet">Nothing that you can report now has these words.</p>}
        <details>
          <summary>Not now, or not by you ({others.length + closed.length})</summary>
          <ul className="stack more">
            {others.map(({ name }) => (
              <li key={name}>
                <span className="strong">{buttonOf(name)}</span>{' '}
                <span className="small">is reported by: {possible.get(name)?.map(roleName).join(', ')}.</span>
              </li>
            ))}
            {closed.map((form) => (
              <li key={form.name} className="wrap">
                <span className="strong">{buttonOf(form.name)}</span>
                <span className="small">is not possible now.</span>
                {isMine(form) && (
                  <button
                    type="button"
                    className="button plain"
                    onClick={() => {
                      onReport({ signal: form.name });
                    }}
                  >
                    Why<span className="hidden"> is “{buttonOf(form.name)}” not possible</span>
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

interface TopicProps {
  title: string;
  forms: readonly SignalForm[];
  onReport: (reporting: Reporting) => void;
}

function Topic({ title, forms, onReport }: TopicProps) {
  const id = useId();
  if (forms.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul>
        {forms.map(({ name, summary }) => (
          <li key={name}>
            <button
              type="button"
              className="button plain"
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
    </section>
  );
}
