/** Free times for the session of a form, day by day: one click enters the time. Any other is entered by hand. */
import { useId, useState } from 'react';
import type { SignalName } from '../../../catalog/signals';
import type { Answer } from '../../client/api';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSettled } from '../../kit/useSettled';
import { clock, dayAndTime, dayOf, longDay, zoneName } from '../../kit/time';
import { roleName } from '../../kit/words';
import { useRead } from '../queries';
import type { Values } from './schema';
import './freeTimes.css';

type Found = Answer<'get', '/api/v1/courses/{id}/free-times'>;

/** So many are shown at first: the next ones. */
const FIRST_TIMES = 6;

interface Props {
  course: string;
  signal: SignalName;
  values: Values;
  /** The time is known already, so that others are only offered. */
  known: boolean;
  zone: string;
  onChoose: (start: string) => void;
}

/** Nothing, where a report books no session, or does not say yet which. */
export function FreeTimes({ signal, values, known, ...props }: Props) {
  const asked =
    signal === 'sessionScheduled'
      ? { kind: values.kind as Kind | undefined }
      : signal === 'sessionRescheduled'
        ? { session: values.session as string | undefined }
        : {};
  const [open, setOpen] = useState(!known);
  if (Object.values(asked).every((each) => each === undefined)) return null;
  const shared = { ...props, asked, values };
  if (!known) return <Times key={JSON.stringify(asked)} {...shared} />;
  return (
    <details
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>Other free times</summary>
      {open && <Times key={JSON.stringify(asked)} {...shared} />}
    </details>
  );
}

type Kind = 'preparation' | 'medical' | 'dosing' | 'integration';

interface TimesProps extends Omit<Props, 'signal' | 'known'> {
  asked: { kind?: Kind | undefined; session?: string | undefined };
}

function Times({ course, asked, values, zone, onChoose }: TimesProps) {
  const [from, setFrom] = useState<string>();
  const minutes = useSettled(typeof values.minutes === 'number' ? values.minutes : undefined);
  const { data, error } = useRead('/api/v1/courses/{id}/free-times', {
    params: { id: course },
    query: { ...asked, minutes, from },
  });
  if (error)
    return (
      <>
        <ProblemNote error={error} />
        <p className="small">Free times cannot be shown. Enter a time.</p>
      </>
    );
  if (!data)
    return (
      <p role="status" className="small">
        Looking for free times …
      </p>
    );
  const { window } = data;
  const later = window.to !== undefined && data.to <= window.to ? window.to : data.to;
  return (
    <fieldset className="free-times">
      <legend>Free times ({zoneName(zone)})</legend>
      <p className="small">{periodWords(data, zone)}</p>
      {data.times.length > 0 ? (
        <Days key={data.from} times={data.times} value={values.start} zone={zone} onChoose={onChoose} />
      ) : (
        <p role="status" className="note soon">
          Nothing is free between {dayAndTime(zone, data.from)} and {dayAndTime(zone, data.to)}: the practice
          is closed, or somebody has another session. Look further, or enter a time below.
        </p>
      )}
      <p className="small">{whoWords(data)}</p>
      <div className="wrap">
        {from !== undefined && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setFrom(undefined);
            }}
          >
            Back to the first
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            setFrom(later);
          }}
        >
          Later times
        </button>
      </div>
    </fieldset>
  );
}

function periodWords({ window, from, to }: Found, zone: string): string {
  if (window.to !== undefined && window.to <= from)
    return `After ${dayAndTime(zone, window.to)}, by when the protocol asks for this session.`;
  const period = `From ${dayAndTime(zone, from)} to ${dayAndTime(zone, to)}`;
  return window.to === to ? `${period}, as the protocol asks.` : `${period}.`;
}

const whoWords = ({ holders }: Found): string =>
  holders.length > 0
    ? `Free for the client and ${holders.map(({ name, role }) => `${name} (${roleName(role)})`).join(', ')}.`
    : 'Free for the client. Nobody in particular holds this session, so no colleague’s sessions were looked at.';

interface DaysProps {
  times: readonly string[];
  value: unknown;
  zone: string;
  onChoose: (start: string) => void;
}

function Days({ times, value, zone, onChoose }: DaysProps) {
  const name = useId();
  const [all, setAll] = useState(false);
  const shown = all ? times : times.slice(0, FIRST_TIMES);
  const days = [...new Set(shown.map((time) => dayOf(zone, time)))];
  return (
    <>
      <div className="free-days">
        {days.map((day) => (
          <div key={day} className="free-day">
            <p className="strong" aria-hidden="true">
              {longDay('UTC', `${day}T12:00:00Z`)}
            </p>
            <div className="wrap">
              {shown
                .filter((time) => dayOf(zone, time) === day)
                .map((time) => (
                  <label key={time} className="free-time">
                    <input
                      type="radio"
                      name={name}
                      checked={value === time}
                      onChange={() => {
                        onChoose(time);
                      }}
                    />
                    <span className="hidden">{longDay(zone, time)}, </span>
                    {clock(zone, time)}
                  </label>
                ))}
            </div>
          </div>
        ))}
      </div>
      {shown.length < times.length && (
        <div>
          <button
            type="button"
            className="button"
            onClick={() => {
              setAll(true);
            }}
          >
            More times ({times.length - shown.length})
          </button>
        </div>
      )}
    </>
  );
}
