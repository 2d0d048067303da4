import { useState } from 'react';
import { dateIn, instantOf } from '../../time/civil';
import type { Instant } from '../../time/instant';
import { Field } from './Field';
import { civilTime, timeElsewhere, zoneName } from './time';

interface Props {
  label: string;
  help?: string | undefined;
  wrong?: string | undefined;
  required?: boolean | undefined;
  /** An instant, in UTC. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  /** The zone of the practice, in which it is entered. */
  zone: string;
  /** Shown beside it where it differs. */
  clientZone?: string | undefined;
}

/** A date and a time in the practice's zone, with the client's time beside it where that differs. */
export function TimeField({ label, help, wrong, required, value, onChange, zone, clientZone }: Props) {
  const [date, setDate] = useState(() => (value ? dateIn(zone, value as Instant) : ''));
  const [time, setTime] = useState(() => (value ? civilTime(zone, value as Instant) : ''));
  const [told, setTold] = useState(value);
  if (value !== told) {
    // It was chosen elsewhere.
    setTold(value);
    setDate(value ? dateIn(zone, value as Instant) : '');
    setTime(value ? civilTime(zone, value as Instant) : '');
  }
  const tell = (day: string, hour: string) => {
    const at = day && hour ? fromCivil(zone, day, hour) : undefined;
    setDate(day);
    setTime(hour);
    setTold(at);
    onChange(at);
  };
  const elsewhere =
    value && clientZone && clientZone !== zone && `${timeElsewhere(clientZone, value)} for the client.`;
  const said = [help, elsewhere].filter(Boolean).join(' ') || undefined;
  return (
    <div className="pair">
      <Field label={label} help={said} wrong={wrong} required={required === true || time !== ''}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="date"
            value={date}
            onChange={(event) => {
              tell(event.target.value, time);
            }}
          />
        )}
      </Field>
      <Field label={`Time (${zoneName(zone)})`} required={required === true || date !== ''}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="time"
            value={time}
            onChange={(event) => {
              tell(date, event.target.value);
            }}
          />
        )}
      </Field>
    </div>
  );
}

function fromCivil(zone: string, date: string, time: string): string | undefined {
  const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
  const [hour = NaN, minute = NaN] = time.split(':').map(Number);
  const numbers = [year, month, day, hour, minute];
  return numbers.some(Number.isNaN) ? undefined : instantOf(zone, { year, month, day, hour, minute });
}
