/** What was reported, value by value, in the words of the form that it was reported with. */
import type { Recorded } from '../../../course/events';
import { zoneName } from '../../kit/time';
import { dollars, HOLD_REASONS, inWords, sessionName, templateName } from '../../kit/words';
import { inSentence, saidLabel, valueWords } from '../reports/hints';
import { kindOf, plain, type Schema, type Values } from '../reports/schema';
import { kindOfKey, taskOfKey, type Shown } from './aboutEvent';

/** What names are looked up in. */
export interface Known {
  /** An instant in words. */
  when: (at: string) => string;
  /** Undefined: they are being looked up. */
  staff: readonly { id: string; name: string }[] | undefined;
  /** What is on the same page: a hold is known by its reason, a charge by its amount. */
  events: readonly Shown[];
}

export interface Said {
  label: string;
  words: string;
}

/** What the event's own line already says: when it was, which session, which report was taken back. */
const IN_ITS_LINE = ['occurredAt', 'session'];
const ALSO_IN_ITS_LINE: Partial<Record<Shown['type'], readonly string[]>> = {
  sessionScheduled: ['kind', 'start'],
  sessionRescheduled: ['start'],
  signalCorrected: ['signal'],
};

/** `form`: the schema of the report. Undefined: it was not reported by people. */
export function recordedValues(shown: Shown, form: Schema | undefined, known: Known): Said[] {
  const event = shown as unknown as Recorded;
  const hidden = [...IN_ITS_LINE, ...(ALSO_IN_ITS_LINE[event.type] ?? [])];
  // A booking keeps the whole session.
  const fields = event.type === 'sessionScheduled' ? { ...event.session, note: event.note } : event;
  const visible = Object.entries(form?.properties ?? {}).filter(([name]) => !hidden.includes(name));
  return said(visible, fields as unknown as Values, known);
}

/** What is expected to be reported, in the same words. */
export const expectedValues = (form: Schema | undefined, fields: Values, known: Known): Said[] =>
  said(Object.entries(form?.properties ?? {}), fields, known);

const said = (properties: [string, Schema][], values: Values, known: Known, within = ''): Said[] =>
  properties.flatMap(([name, schema]) => {
    const value = values[name];
    if (value === undefined || value === '') return [];
    const { label, unit } = saidLabel(within + name);
    const words = wordsOf(name, schema, value, known);
    return [{ label, words: unit === undefined ? words : `${words} ${unit}` }];
  });

function wordsOf(name: string, schema: Schema, value: unknown, known: Known): string {
  if (value === null) return kindOf(name, schema) === 'money' ? 'the protocol’s own' : 'nobody';
  switch (kindOf(name, schema)) {
    case 'money':
      return dollars(value as number);
    case 'yes':
    case 'yesNo':
      return value === true ? 'yes' : 'no';
    case 'instant':
      return known.when(value as string);
    case 'choice':
      return valueWords(name, value as string);
    case 'several':
      return (value as string[]).map((each) => valueWords(name, each)).join(', ');
    case 'answers':
    case 'dates':
      return (value as (string | number | null)[]).map((each) => each ?? 'blank').join(', ');
    case 'group':
      return said(Object.entries(plain(schema).properties ?? {}), value as Values, known, `${name}.`)
        .map(({ label, words }) => `${inSentence(label)} ${words}`)
        .join(', ');
    case 'number':
      return `${value as number}`;
    case 'text':
      return named(name, value as string, known);
  }
}

/** What a field names, in words. What people typed stays as it is. */
function named(field: string, value: string, { when, staff, events }: Known): string {
  switch (field) {
    case 'task':
      return taskOfKey(value);
    case 'key':
      return templateName(kindOfKey(value));
    case 'zone':
      return zoneName(value);
    case 'session':
      return sessionName(value);
    case 'gate':
    case 'supply':
      return inWords(value);
    case 'hold':
    case 'entry':
    case 'payment':
      return events.flatMap((each) => naming(each, value, when))[0] ?? EARLIER[field];
    case 'therapist':
    case 'prescriber':
    case 'frontDesk':
    case 'biller':
    case 'lead':
      return staff ? (staff.find(({ id }) => id === value)?.name ?? 'somebody who has left') : '…';
    default:
      return value;
  }
}

/** Where the event that opened it is on another page. */
const EARLIER = { hold: 'one that began earlier', entry: 'an earlier charge', payment: 'an earlier payment' };

/** Of a hold or a charge that an event opened: what it is called. */
function naming(shown: Shown, ref: string, when: Known['when']): string[] {
  const event = shown as unknown as Recorded;
  if (event.type === 'holdOpened' && event.hold.ref === ref)
    return [`${HOLD_REASONS[event.hold.reason]}, since ${when(event.at)}`];
  if (event.type === 'ledgerEntered' && event.entry === ref)
    return [`${dollars(Math.abs(event.cents))} for ${inWords(event.code).toLowerCase()}, ${when(event.at)}`];
  return [];
}
