/** What the record of a course says of each report: everything that was entered, in the words of the form. */
import { z } from 'zod';
import { CATALOG, SIGNAL_NAMES, type SignalName } from '../../../../src/catalog/signals';
import { signalBody } from '../../../../src/api/endpoints/courses/signals';
import { aboutEvent, type Shown } from '../../../../src/web/console/course/aboutEvent';
import { recordedValues, type Known } from '../../../../src/web/console/course/recordedValues';
import { plain, type Schema } from '../../../../src/web/console/reports/schema';

const WHEN = 'Tue, Dec 8, 9:00 AM';
const when = (at: string): string => (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) ? WHEN : `not an instant: ${at}`);
const KNOWN: Known = { when, staff: [{ id: 't-1', name: 'Ada Demo' }], events: [] };

const formOf = (name: SignalName): Schema => z.toJSONSchema(signalBody(name), { io: 'input' }) as Schema;

/** What the course keeps under another name than the form: a booking keeps the whole session. */
const EVENT_FIELDS: Partial<Record<SignalName, (given: Record<string, unknown>) => object>> = {
  sessionScheduled: (given) => ({
    session: { ref: `${given.kind as string}-1`, ...given },
    note: given.note,
  }),
  // They are not kept: when is said by the event's time, and a reason only decides about a fee.
  sessionRescheduled: ({ reason: _, ...given }) => given,
  signalCorrected: ({ signal: _, ...given }) => ({ ...given, signal: 's-1', what: 'paymentPosted' }),
};

/** Not a value of its own: the time of the event, and what an event names instead of it. */
const NOT_SAID: Partial<Record<SignalName, readonly string[]>> = {
  sessionRescheduled: ['reason'],
  signalCorrected: ['signal'],
};

function sample(name: string, schema: Schema): unknown {
  const { enum: choices, const: only, type, properties, items, format, example } = plain(schema);
  if (choices) return choices.at(-1);
  if (only !== undefined) return only;
  if (properties)
    return Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, sample(key, each)]));
  if (type === 'array') return [sample(name, items ?? {})];
  if (type === 'boolean') return false;
  if (type === 'integer') return name.endsWith('ents') ? 12_300 : 7;
  if (format === 'date-time') return '2026-12-08T17:00:00.000Z';
  if (format === 'date') return '2026-12-24';
  if (['therapist', 'prescriber', 'frontDesk', 'biller', 'lead'].includes(name)) return 't-1';
  return SPELLED[name] ?? example ?? `some ${name}`;
}

const SPELLED: Record<string, string> = {
  task: 'book-integration:dosing-2',
  key: 'sessionReminder:dosing-4.0.24h:client',
  zone: 'America/New_York',
};

const eventOf = (name: SignalName, given: Record<string, unknown>): Shown => ({
  ...{ type: name, seq: 1, at: '2026-12-08T17:00:00.000Z', recordedAt: '2026-12-08T17:00:00.000Z' },
  ...{ cause: 's-1', by: { role: 'lead', id: 'l-1' } },
  ...(EVENT_FIELDS[name]?.(given) ?? given),
});

/** All that a row says besides its name. */
function said(name: SignalName, given: Record<string, unknown>, known = KNOWN): string {
  const event = eventOf(name, given);
  return [
    aboutEvent(event, known.when),
    ...recordedValues(event, formOf(name), known).map(({ label, words }) => `${label}: ${words}`),
  ]
    .filter(Boolean)
    .join(' | ');
}

const filled = (name: SignalName): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(formOf(name).properties ?? {})
      .filter(([field]) => field !== 'occurredAt')
      .map(([field, schema]) => [field, sample(field, schema)]),
  );

describe.each(SIGNAL_NAMES)('the record of %s', (name) => {
  const given = filled(name);

  it('says each of its values', () => {
    expect(Object.keys(given).length).toBeGreaterThanOrEqual(Object.keys(CATALOG[name].fields).length);
    const silent = Object.keys(given).filter((field) => {
      const { [field]: _, ...others } = given;
      const changed = field === 'session' ? { ...given, session: 'medical-9' } : others;
      return said(name, given) === said(name, changed);
    });
    expect(silent).toEqual(NOT_SAID[name] ?? []);
  });

  it('in words: no identifiers, instants or cents', () => {
    expect(said(name, given).replaceAll('mmHg', '')).not.toMatch(
      /undefined|null|\[object|not an instant|\d{4}-\d\d-\d\dT|12300|[a-z][A-Z]|\w+-\d+:/,
    );
  });
});

describe('the record', () => {
  it.each<[SignalName, string]>([
    [
      'vitalsRecorded',
      'Dosing session 4 | When it was measured: After | Vital signs: systolic 7 mmHg, diastolic 7 mmHg, pulse 7 per minute | Note: some note',
    ],
    ['paymentPosted', 'Amount: $123.00 | Method: Other | Note: some note'],
    ['adverseEventReported', 'Note: some note'],
    [
      'sessionScheduled',
      `Integration session 1, for ${WHEN} | Length: 7 minutes | Where: House call | Note: some note`,
    ],
    ['shipmentReceived', 'Doses: 7 | Supply: Supply 2 | Note: some note'],
    ['measureSubmitted', 'Instrument: PCL-5 | Answers in order: 7 | Note: some note'],
    [
      'careTeamChanged',
      'Care team: therapist Ada Demo, prescriber Ada Demo, front desk Ada Demo, biller Ada Demo, lead Ada Demo | Note: some note',
    ],
  ])('of %s: %s', (name, words) => {
    expect(said(name, filled(name))).toBe(words);
  });

  it('says which task was done, and with what note', () => {
    expect(said('taskCompleted', { task: 'book-integration:dosing-2', note: 'called' })).toBe(
      'Task: Book the integration session. | Note: called',
    );
    const key = 'call-instead-of-mail:sessionReminder:dosing-4.0.24h:client';
    expect(said('taskCompleted', { task: key })).toBe(
      'Task: Remind the client of their appointment: no e-mail has reached them.',
    );
  });

  it('names a hold by its reason and a charge by its amount, where they are on the page', () => {
    const at = '2026-12-08T17:00:00.000Z';
    const held = { type: 'holdOpened', at, hold: { ref: 'hold-1', reason: 'crisis', note: '' } };
    const charged = { type: 'ledgerEntered', at, entry: 'charge-3', code: 'dosing', cents: 20_000 };
    const known = { ...KNOWN, events: [held, charged] as unknown as Shown[] };
    expect(said('holdLifted', { hold: 'hold-1', reason: 'all clear' }, known)).toBe(
      `Hold: Crisis, since ${WHEN} | Reason: all clear`,
    );
    expect(said('holdLifted', { hold: 'hold-1', reason: 'all clear' })).toBe(
      'Hold: one that began earlier | Reason: all clear',
    );
    expect(said('chargeWaived', { entry: 'charge-3', reason: 'goodwill' }, known)).toBe(
      `Charge: $200.00 for dosing, ${WHEN} | Reason: goodwill`,
    );
  });

  it('says what null means', () => {
    expect(said('careTeamChanged', { team: { therapist: null } })).toBe('Care team: therapist nobody');
    expect(said('feeAgreed', { kind: 'dosing', cents: null, reason: 'agreed' })).toBe(
      'Kind of session: Dosing session | Amount: the protocol’s own | Reason: agreed',
    );
    expect(said('measureSubmitted', { instrument: 'PHQ-9', items: [1, null, 2] })).toBe(
      'Instrument: PHQ-9 | Answers in order: 1, blank, 2',
    );
  });

  it('of what the system did says nothing twice', () => {
    expect(recordedValues(eventOf('paymentPosted', { cents: 1 }), undefined, KNOWN)).toEqual([]);
  });
});
