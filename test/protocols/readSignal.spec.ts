import { readSignal } from '../../src/protocols/readSignal';
import fc from 'fast-check';
import { CATALOG, SIGNAL_NAMES } from '../../src/catalog/signals';
import { instant } from '../../src/time/instant';
import { ROLES } from '../../src/catalog/shapes';
import { anySignal, drawn, payloadAt } from '../course/support/anySignal';
import { courseAfter } from '../course/support/courses';

const NOW = instant('2027-03-01T12:00Z');
const COURSE = courseAfter('dosing booked 1');
const therapist = { id: 's-1', by: { role: 'therapist', id: 'therapist-1' } };
const scheduled = (change: object = {}) => ({
  ...therapist,
  kind: 'dosing',
  start: '2027-03-01T10:00:00-08:00',
  ...change,
});

const fieldsOf = (name: string, payload: unknown): string[] => {
  const read = readSignal(name, payload);
  return 'problems' in read ? read.problems.map(({ field }) => field) : [];
};

describe('a signal', () => {
  it('is read with its instants in UTC', () => {
    expect(readSignal('sessionScheduled', scheduled())).toEqual({
      signal: { name: 'sessionScheduled', ...therapist, kind: 'dosing', start: '2027-03-01T18:00:00.000Z' },
    });
  });

  it('gets the default for a missing field', () => {
    const read = readSignal('sessionCancelled', { ...therapist, session: 'dosing-1' });
    expect(read).toMatchObject({ signal: { reason: 'other' } });
  });

  it.each(['nonsense', 'constructor', '__proto__', ''])('called "%s" does not exist', (name) => {
    expect(fieldsOf(name, therapist)).toEqual(['name']);
  });

  it.each([undefined, null, 'text', 7, []])('is not %p', (payload) => {
    expect(fieldsOf('dosingStarted', payload)).not.toEqual([]);
  });

  it.each([
    ['an unknown field', { dose: '100 mg' }, '(body)'],
    ['a start without an offset', { start: '2027-03-01T10:00:00' }, 'start'],
    ['a start that is not a time', { start: '2027-02-30T10:00:00Z' }, 'start'],
    ['a start before 1900', { start: '1899-12-31T23:59:59Z' }, 'start'],
    ['a start after 2099', { start: '2100-01-01T00:00:00Z' }, 'start'],
    ['a start whose offset moves it past 2099', { start: '2099-12-31T23:59:59-12:00' }, 'start'],
    ['a start in the year 9999', { start: '9999-12-31T23:59:59-12:00' }, 'start'],
    ['an unknown kind', { kind: 'party' }, 'kind'],
    ['minutes out of range', { minutes: 0 }, 'minutes'],
    ['half a minute', { minutes: 50.5 }, 'minutes'],
    ['an empty id', { id: '' }, 'id'],
    ['an id with blanks', { id: 'a b' }, 'id'],
    ['an unknown role', { by: { role: 'king', id: 'k' } }, 'by.role'],
    ['a name instead of an id', { by: { role: 'therapist', id: 'Jane Doe' } }, 'by.id'],
    ['a NUL in a note', { note: 'a\u0000b' }, 'note'],
    ['half of a surrogate pair in a note', { note: '\ud83d' }, 'note'],
    [
      'an occurrence time whose year has five digits in UTC',
      { occurredAt: '9999-12-31T23:59:59-01:00' },
      'occurredAt',
    ],
    ['a long note', { note: 'x'.repeat(501) }, 'note'],
  ])('is refused with %s, and says where', (_, change, field) => {
    expect(fieldsOf('sessionScheduled', scheduled(change))).toEqual([field]);
  });

  it.each(SIGNAL_NAMES)('%s is refused in plain words, whatever is wrong', (name) => {
    const wrong = ['¿', '', -1, 1.5, null, {}, [], ['¿'], true, 'x'.repeat(999)];
    const fields = ['colour', ...Object.keys(CATALOG[name].fields)];
    for (const value of wrong) {
      const by = { role: 'client', id: value };
      const read = readSignal(name, {
        id: value,
        by,
        ...Object.fromEntries(fields.map((each) => [each, value])),
      });
      const messages = 'problems' in read ? read.problems.map(({ message }) => message) : [];
      expect(
        messages.filter((each) => /Invalid|Too (small|big)|Unrecognized|expected|pattern/.test(each)),
      ).toEqual([]);
    }
  });

  it('reports every mistake at once', () => {
    expect(fieldsOf('sessionScheduled', scheduled({ kind: 'party', minutes: 0 }))).toEqual([
      'kind',
      'minutes',
    ]);
  });

  it.each([
    ['clientReleased', { session: 'dosing-1', oriented: false, escort: true }, 'oriented'],
    ['dosingStarted', { session: 'dosing-0' }, 'session'],
    ['paymentPosted', { cents: 0 }, 'cents'],
    ['paymentPosted', { cents: 10.5 }, 'cents'],
  ])('%s is refused with %j', (name, fields, field) => {
    expect(fieldsOf(name, { ...therapist, ...fields })).toContain(field);
  });
});

describe.each(SIGNAL_NAMES)('%s', (name) => {
  const valid = fc.sample(drawn(name), 1)[0]?.payload;

  it.each(ROLES.filter((role) => !(CATALOG[name].by as readonly string[]).includes(role)))(
    'is not for the %s',
    (role) => {
      expect(
        fieldsOf(name, { ...(payloadAt(COURSE, NOW, valid) as object), by: { role, id: 'someone' } }),
      ).toEqual(['by.role']);
    },
  );
});

describe('reading', () => {
  it('accepts every signal drawn from the catalog', () => {
    fc.assert(
      fc.property(anySignal, ({ name, payload }) => {
        expect(readSignal(name, payloadAt(COURSE, NOW, payload))).toHaveProperty('signal.name', name);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...SIGNAL_NAMES), fc.string()), fc.anything(), (name, payload) => {
        expect(() => readSignal(name, payload)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
