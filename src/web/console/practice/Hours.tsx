/** When the practice is open, and the days on which it is closed besides. */
import { useState } from 'react';
import { hoursOf } from '../../../time/opening';
import { patch, post, type Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Field } from '../../kit/Field';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { dayAndTime, longDay } from '../../kit/time';
import { useSubmission } from '../../kit/useSubmission';
import { inWords, sessionName } from '../../kit/words';
import { readAgain, useRead } from '../queries';
import { useZone } from '../session';
import { SettingsCard, type Doubt, type Settings } from './SettingsCard';

type Week = NonNullable<Settings['hours']>;
type Weekday = keyof Week;

const WEEK: readonly Weekday[] = [
  ...(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const),
];
const USUAL = { opens: '09:00', closes: '17:00' };

export function Hours() {
  return (
    <div className="stack">
      <OpeningHours />
      <ClosedDays />
    </div>
  );
}

function OpeningHours() {
  const zone = useZone();
  return (
    <SettingsCard<{ hours: Week }>
      title="Opening hours"
      initial={(practice) => ({ hours: hoursOf(practice) })}
      doubt={({ hours = null }) => leftOutside(hours, zone)}
      change={({ hours }) => ({ hours: Object.keys(hours).length > 0 ? hours : null })}
    >
      {({ values: { hours }, set, wrong }) => (
        <>
          <p className="quiet">
            A session outside them is booked with a warning, and no free times are offered there. With no day
            chosen, the usual hours apply: Monday to Friday, 7:00 AM to 9:00 PM.
          </p>
          {WEEK.map((day) => {
            const { [day]: open, ...others } = hours;
            const edit = (name: 'opens' | 'closes', label: string) =>
              open && (
                <Field label={`${inWords(day)}: ${label}`} required wrong={wrong[`hours.${day}.${name}`]}>
                  {(control) => (
                    <input
                      {...control}
                      className="input"
                      type="time"
                      value={open[name]}
                      onChange={(event) => {
                        set({ hours: { ...hours, [day]: { ...open, [name]: event.target.value } } });
                      }}
                    />
                  )}
                </Field>
              );
            return (
              <div key={day} className="day">
                <label className="choice">
                  <input
                    type="checkbox"
                    checked={open !== undefined}
                    onChange={(event) => {
                      set({ hours: event.target.checked ? { ...others, [day]: USUAL } : others });
                    }}
                  />
                  {inWords(day)}
                </label>
                {edit('opens', 'opens')}
                {edit('closes', 'closes')}
              </div>
            );
          })}
        </>
      )}
    </SettingsCard>
  );
}

/** What is booked within the hours in force, and would be outside of these. */
async function leftOutside(hours: Week | null, zone: string): Promise<Doubt | undefined> {
  const { count, sessions } = await post('/api/v1/practice/hours/check', { body: { hours } });
  if (count === 0) return undefined;
  const outside = count === 1 ? 'One booked session is' : `${count} booked sessions are`;
  return {
    title: 'Save these hours?',
    saved: `Saved. ${outside} outside the opening hours now.`,
    words: (
      <>
        <p>{outside} outside these hours. What is booked stays booked, with a warning.</p>
        <ul className="options">
          {sessions.map(({ course, session, start, client }) => (
            <li key={`${course} ${session}`}>
              {dayAndTime(zone, start)}: {client?.name ?? 'Without a client'}, {sessionName(session)}
            </li>
          ))}
        </ul>
        {count > sessions.length && <p>And {count - sessions.length} more.</p>}
      </>
    ),
  };
}

function ClosedDays() {
  const read = useRead('/api/v1/practice');
  const [told, setTold] = useState<Told>();
  return (
    <Card title="Closed days" count={read.data?.closedDays.length}>
      <Loaded query={read}>
        {({ closedDays }) => <DaysForm key={closedDays.join()} days={closedDays} onSaved={setTold} />}
      </Loaded>
      {told && <ToldCourses told={told} />}
    </Card>
  );
}

type Told = Answer<'patch', '/api/v1/practice/calendar'>;

const named = (day: string): string => `${longDay('UTC', `${day}T12:00:00Z`)}, ${day.slice(0, 4)}`;

function DaysForm({ days: stored, onSaved }: { days: readonly string[]; onSaved: (told: Told) => void }) {
  const [days, setDays] = useState(stored);
  const [next, setNext] = useState('');
  const { key, busy, error, submit } = useSubmission();
  const save = async () => {
    onSaved(await patch('/api/v1/practice/calendar', { key, body: { closedDays: [...days] } }));
    await readAgain();
  };
  const add = () => {
    if (next) setDays([...new Set([...days, next])].sort());
    setNext('');
  };
  return (
    <form className="body" onSubmit={submit(save)}>
      <p className="quiet">Besides weekends. Open courses are told: nothing falls due on a closed day.</p>
      <ProblemNote error={error} />
      {days.length === 0 && <p>None.</p>}
      <ul className="waits">
        {days.map((day) => (
          <li key={day} className="row">
            {named(day)}
            <button
              type="button"
              className="button"
              onClick={() => {
                setDays(days.filter((each) => each !== day));
              }}
            >
              Remove<span className="hidden"> {named(day)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="add">
        <Field label="Another closed day">
          {(control) => (
            <input
              {...control}
              className="input"
              type="date"
              value={next}
              onChange={(event) => {
                setNext(event.target.value);
              }}
            />
          )}
        </Field>
        <button type="button" className="button" disabled={next === ''} onClick={add}>
          Add day
        </button>
      </div>
      <div className="actions">
        <button type="submit" className="button primary" disabled={busy || days.join() === stored.join()}>
          {busy ? 'Telling open courses …' : 'Save closed days'}
        </button>
      </div>
    </form>
  );
}

function ToldCourses({ told: { courses, unreachedCount, bookedCount, warnings } }: { told: Told }) {
  return (
    <div className={`note ${bookedCount > 0 ? 'soon' : 'good'}`} role="status">
      <p>
        Saved. Open courses that changed: {courses}.
        {unreachedCount > 0 && ` ${unreachedCount} do not respond yet, and are told as soon as they do.`}
      </p>
      {bookedCount > 0 && (
        <>
          <p>Sessions that are booked on days that are closed now:</p>
          <ul>
            {warnings.map(({ course, session }) => (
              <li key={`${course ?? ''} ${session ?? ''}`}>
                <a href={`/console/courses/${course ?? ''}`}>
                  {session === undefined ? 'Session' : sessionName(session)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
