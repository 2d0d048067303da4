import { instant } from '../../src/time/instant';
import { parseScenario, readScenario, scenarioNames, type Scenario } from '../../src/rehearsal/scenario';
import { fixScript } from '../../src/rehearsal/script';
import { simulated } from '../../src/rehearsal/simulated';
import { printed } from '../../src/rehearsal/print';
import { resolveWhen, startOf } from '../../src/rehearsal/instants';

const NOW = instant('2026-11-22T12:00:00Z');
const LOS_ANGELES = 'America/Los_Angeles';
const calm = (): Scenario => readScenario('calm');

describe('a scenario', () => {
  it.each(scenarioNames())('%s matches the model', (name) => {
    expect(simulated(fixScript(readScenario(name), NOW)).mismatches).toEqual([]);
  });

  it('starts on the next possible day', () => {
    const start = { onOrAfter: '01-04', weekday: 'monday', at: '09:00' } as const;
    expect(startOf({ start, zone: LOS_ANGELES }, NOW)).toBe('2027-01-04T17:00:00.000Z');
    expect(startOf({ start, zone: LOS_ANGELES }, instant('2027-01-04T18:00:00Z'))).toBe(
      '2028-01-10T17:00:00.000Z',
    );
  });

  it('counts civil days: a time of day stays the same when clocks change', () => {
    const start = instant('2027-03-13T17:00:00Z');
    expect(resolveWhen('+1d 09:00', start, LOS_ANGELES)).toBe('2027-03-14T16:00:00.000Z');
  });

  it('names every mistake with its place', () => {
    const broken = JSON.stringify({
      ...calm(),
      zone: 'Mars/Olympus',
      signals: [{ at: 'soon', signal: 'dance', by: 'client' }],
    });
    expect(() => parseScenario(broken, 'broken.json')).toThrow(
      /zone: must be the time zone of a city[\s\S]*signals\.0\.at[\s\S]*signals\.0\.signal/,
    );
  });

  it.each([
    ['end', '+3d 24:00'],
    ['end', '+3d 10:60'],
    ['end', '2027-02-30T10:00:00-08:00'],
    ['end', '2027-04-31T10:00:00Z'],
    ['end', '2027-04-30T25:00:00Z'],
    ['end', '2027-04-30T10:00:00+25:00'],
    ['end', '1927-04-30T10:00:00Z'],
    ['start.onOrAfter', '02-30'],
    ['start.onOrAfter', '13-01'],
    ['start.onOrAfter', '00-10'],
    ['start.at', '24:00'],
    ['start.at', '09:60'],
    ['signals.0.at', '+1d 25:00'],
    ['closedDays.0', '2027-02-29'],
    ['closedDays.0', '2027-06-31'],
  ])('refuses a time that never comes: %s %s', (field, value) => {
    const [first = '', inside] = field.split('.');
    const line = { at: '+0d 10:00', signal: 'clientWithdrew', by: 'client' };
    const start = { onOrAfter: '01-04', weekday: 'monday', at: '09:00' };
    const parts: Record<string, unknown> = {
      ...{ end: value, closedDays: [value], signals: [{ ...line, at: value }] },
      start: { ...start, [inside ?? '']: value },
    };
    const broken = JSON.stringify({ ...calm(), [first]: parts[first] });
    expect(() => parseScenario(broken, 'broken.json')).toThrow(`${field}: must be`);
  });

  it('refuses a time in a report that never comes', () => {
    const booked = (start: string) => {
      const line = { at: '+0d 10:00', signal: 'sessionScheduled', by: 'frontDesk' };
      const signals = [{ ...line, with: { kind: 'preparation', start } }];
      return fixScript(parseScenario(JSON.stringify({ ...calm(), signals }), 'one.json'), NOW);
    };
    expect(() => booked('+2d 10:00')).not.toThrow();
    for (const never of ['+2d 24:00', '+2d 10:60', '2027-02-30T10:00:00Z', '2027-01-06T25:00:00Z'])
      expect(() => booked(never)).toThrow('start: must be an ISO 8601 date-time');
  });

  it('explains in plain words what can be expected', () => {
    const line = { at: '+0d 10:00', signal: 'dosingStarted', by: 'therapist' };
    const broken = { ...calm(), signals: [{ ...line, expect: 'rejected' }], closedDays: ['Christmas'] };
    const parsing = expect(() => parseScenario(JSON.stringify(broken), 'broken.json'));
    parsing.toThrow(
      'signals.0.expect: must be "accepted" or an object such as { "refused": "supply-empty" }',
    );
    parsing.toThrow('closedDays.0: must be a date such as 2027-12-24');
    const expected = { messages: [{ template: 'x', to: 'nobody' }] };
    expect(() => parseScenario(JSON.stringify({ ...calm(), expect: expected }), 'broken.json')).toThrow(
      'expect.messages.0.to: must be one of "therapist", ',
    );
  });

  it('names a field the signal does not have, and a role that may not report it', () => {
    const line = (signal: object) =>
      ({ ...calm(), signals: [{ at: '+0d 10:00', expect: 'accepted', with: {}, ...signal }] }) as Scenario;
    expect(() => fixScript(line({ signal: 'dosingStarted', by: 'therapist' }), NOW)).toThrow(
      'signals.0 (dosingStarted) session',
    );
    expect(() => fixScript(line({ signal: 'doseConfirmed', by: 'client' }), NOW)).toThrow('by.role');
  });

  it('is refused when it goes back in time', () => {
    const [first, second, ...rest] = calm().signals;
    const swapped = { ...calm(), signals: [second, first, ...rest] } as Scenario;
    expect(() => fixScript(swapped, NOW)).toThrow('signals.1 must not be earlier');
  });

  it('reports every difference from what it expects', () => {
    const scenario = calm();
    const wrong = { ...scenario, expect: { chargesCents: 1, breaches: 2, outcome: 'declined' } };
    expect(simulated(fixScript(wrong, NOW)).mismatches).toEqual([
      'charges in cents: expected 1, was 746000',
      'breaches: expected 2, was 0',
      'outcome: expected declined, was completed',
    ]);
  });

  describe("whose client's address is refused by the mail server", () => {
    const rehearsed = (more: object) => simulated(fixScript({ ...calm(), ...more, expect: {} }, NOW));
    const refused = rehearsed({ mail: { client: 'refused' } });
    const states = (rehearsal: typeof refused, to: string) =>
      new Set(rehearsal.messages.filter(({ recipient }) => recipient === to).map(({ state }) => state));
    const calls = ({ events }: typeof refused) =>
      events.filter((event) => event.type === 'taskOpened' && event.kind === 'call-instead-of-mail');

    it('delivers every message except those to the client, and opens a call task for each of these', () => {
      expect(states(refused, 'client')).toEqual(new Set(['failed']));
      expect(states(refused, 'partner')).toEqual(new Set(['due']));
      expect(calls(refused)).toHaveLength(
        refused.messages.filter(({ recipient }) => recipient === 'client').length,
      );
    });

    it('delivers all of them by default', () => {
      expect(states(rehearsed({}), 'client')).toEqual(new Set(['due']));
      expect(calls(rehearsed({}))).toEqual([]);
    });

    it('counts a refused message as not sent', () => {
      const expected = (more: object) =>
        simulated(fixScript({ ...calm(), ...more, expect: { withheld: [{ template: 'welcome' }] } }, NOW))
          .mismatches;
      expect(expected({ mail: { client: 'refused' } })).toEqual([]);
      expect(expected({})).toEqual(['message welcome: expected to be withheld, was not']);
    });

    it('are withheld and become calls too if the client has none', () => {
      const { messages, events } = rehearsed({ mail: { client: 'none' } });
      const to = messages.filter(({ recipient }) => recipient === 'client');
      expect(new Set(to.map(({ state, reason }) => `${state} ${reason ?? ''}`))).toEqual(
        new Set(['dropped no-address']),
      );
      expect(to).not.toEqual([]);
      const about = new Set(
        events.flatMap((event) =>
          event.type === 'taskOpened' && event.kind === 'call-instead-of-mail' ? [event.key] : [],
        ),
      );
      const dropped = events.flatMap((event) => (event.type === 'messageDropped' ? [event.key] : []));
      expect([...about].sort()).toEqual(dropped.map((key) => `call-instead-of-mail:${key}`).sort());
    });

    it('allows no other mail setting', () => {
      const parsing = (mail: unknown) => () =>
        parseScenario(JSON.stringify({ ...calm(), mail }), 'mail.json');
      expect(parsing({ client: 'lost' })).toThrow('mail.client');
      expect(parsing({ therapist: 'refused' })).toThrow('mail');
      expect(parsing({ client: 'refused' })).not.toThrow();
    });
  });

  describe('whose client unsubscribes from e-mail', () => {
    const signed = (at: string) => ({
      ...{ at, signal: 'consentSigned', by: 'client' },
      with: { kinds: ['electronicMessages'] },
    });
    const moved = (day: number) => ({
      ...{ at: `+${day}d 10:00`, signal: 'sessionRescheduled', by: 'frontDesk' },
      with: { session: 'preparation-1', start: `+${20 + day}d 10:00` },
    });
    const booked = {
      ...{ at: '+0d 10:00', signal: 'sessionScheduled', by: 'frontDesk' },
      with: { kind: 'preparation', start: '+20d 10:00' },
    };
    /** A session is moved each day but the fifth, on which the client may consent to e-mail again. */
    const rehearsed = (unsubscribed: string, again: object[] = []) => {
      const days = [2, 3, 4].map(moved);
      const signals = [signed('+0d 09:30'), booked, ...days, ...again, ...[6, 7].map(moved)];
      const file = { ...calm(), signals, end: '+8d 12:00', expect: {}, mail: { unsubscribed } };
      return simulated(fixScript(parseScenario(JSON.stringify(file), 'unsubscribed.json'), NOW));
    };
    const moves = ({ messages }: ReturnType<typeof rehearsed>): string[] =>
      messages.flatMap(({ template, state, reason }) =>
        template === 'sessionMoved' ? [reason ?? state] : [],
      );

    it('sends the client nothing from then on, and opens a call task for each message', () => {
      const rehearsal = rehearsed('+2d 12:00');
      expect(moves(rehearsal)).toEqual(['due', 'opted-out', 'opted-out', 'opted-out', 'opted-out']);
      const calls = rehearsal.events.flatMap((event) =>
        event.type === 'taskOpened' && event.kind === 'call-instead-of-mail' ? [event.key] : [],
      );
      expect(calls).toEqual(
        [2, 3, 4, 5].map((n) => `call-instead-of-mail:sessionMoved:preparation-1.${n}:client`),
      );
    });

    it('sends e-mail again once the client consents anew', () => {
      expect(moves(rehearsed('+2d 12:00', [signed('+5d 10:00')]))).toEqual([
        ...['due', 'opted-out', 'opted-out', 'due', 'due'],
      ]);
    });

    it('is not undone by an earlier consent', () => {
      expect(moves(rehearsed('+6d 12:00', [signed('+5d 10:00')]))).toEqual([
        ...['due', 'due', 'due', 'due', 'opted-out'],
      ]);
    });

    it('must be a time', () => {
      expect(() => rehearsed('soon')).toThrow('mail.unsubscribed');
    });
  });

  describe('that follows another', () => {
    const following = (more: object): Scenario =>
      parseScenario(
        JSON.stringify({
          title: 'What follows',
          follows: { scenario: 'calm', until: '+2d 11:00' },
          end: '+4d 09:00',
          signals: [],
          ...more,
        }),
        'follows.json',
      );
    const mismatchesOf = (more: object) => simulated(fixScript(following(more), NOW)).mismatches;

    it('begins with the history of the other', () => {
      expect(mismatchesOf({ expect: { chargesCents: 25_000, outcome: 'open' } })).toEqual([]);
    });

    it('is compared in messages, tasks and its end', () => {
      const right = {
        messages: [{ template: 'sessionReminder', to: 'client', at: '+1d 10:00' }],
        never: [{ template: 'sessionReminder', after: '+2d 09:00' }],
        tasks: [{ kind: 'book-preparation', role: 'frontDesk', at: '+2d 10:50' }],
        atEnd: {
          ...{ phase: 'preparation', waitingOn: 'frontDesk', tasks: ['book-preparation'] },
          ...{ gates: ['approval-missing', 'supply-empty', 'preparation-short'], dosesInSupply: 0 },
          balanceCents: 25_000,
        },
      };
      expect(mismatchesOf({ expect: right })).toEqual([]);
      const wrong = {
        messages: [
          { template: 'sessionReminder', to: 'client', at: '+1d 10:01' },
          { template: 'welcome', to: 'lead' },
        ],
        never: [{ template: 'sessionReminder', to: 'client', after: '+1d 12:00' }],
        tasks: [{ kind: 'book-preparation', role: 'biller' }],
        atEnd: {
          ...{ phase: 'supply', waitingOn: 'client', tasks: [], gates: ['approval-missing'] },
          ...{ dosesInSupply: 2, balanceCents: 0 },
        },
      };
      expect(mismatchesOf({ expect: wrong })).toMatchObject([
        expect.stringContaining(
          'message sessionReminder to client at +1d 10:01: expected, was not sent (but 2027',
        ),
        'message welcome to lead: expected, was not sent',
        expect.stringContaining('message sessionReminder to client: was sent at 2027-01-06'),
        'task book-preparation: expected, was not opened',
        'phase at the end: expected supply, was preparation',
        'waiting on at the end: expected client, was frontDesk',
        expect.stringContaining(
          'gates at the end: expected approval-missing, was approval-missing, preparation-short',
        ),
        'tasks at the end: expected none, was book-preparation',
        'doses in supply at the end: expected 2, was 0',
        'balance in cents at the end: expected 0, was 25000',
      ]);
    });

    it('is compared with the minute in which a task was opened', () => {
      const opened = (at: string) =>
        mismatchesOf({ expect: { tasks: [{ kind: 'book-preparation', role: 'frontDesk', at }] } });
      expect(opened('+2d 10:50')).toEqual([]);
      expect(opened('+2d 10:51')).toHaveLength(1);
      expect(opened('+2d 10:49')).toHaveLength(1);
    });

    it('is compared with every reason of a refusal', () => {
      const dosing = {
        ...{ at: '+3d 10:00', signal: 'sessionScheduled', by: 'frontDesk' },
        with: { kind: 'dosing', start: '+9d 10:00' },
      };
      const refused = (reasons: string[]) =>
        mismatchesOf({ signals: [{ ...dosing, expect: { refused: 'approval-missing', reasons } }] });
      expect(refused(['approval-missing'])).toEqual([]);
      expect(refused(['approval-missing', 'on-hold'])).toHaveLength(1);
    });

    it('may change existing values of the protocol', () => {
      expect(
        mismatchesOf({
          changes: { 'fees.preparation': { kind: 'flat', cents: 10_000 } },
          expect: { chargesCents: 10_000 },
        }),
      ).toEqual([]);
      expect(() => mismatchesOf({ changes: { 'fees.dancing': 1 } })).toThrow('no "fees.dancing"');
      expect(() => mismatchesOf({ changes: { 'dosing.planned': 'many' } })).toThrow('dosing.planned');
    });
  });

  it('is printed with timeline, e-mails, ledger, breaches and audit', () => {
    const text = printed(simulated(fixScript(calm(), NOW)), LOS_ANGELES);
    for (const part of [
      'TIMELINE',
      'E-MAILS (94)',
      'Charges $7,460.00   balance $0.00',
      'BREACHES (0)',
      '115 accepted',
    ]) {
      expect(text).toContain(part);
    }
  });
});
