import { NOW, rehearsed, THREE_PREPARATIONS, written } from './support/written';
import { fixScript } from '../../src/rehearsal/script';

const after = (state: object, at = '+2d 11:00') => ({ at, state });
const ONCE = { ...THREE_PREPARATIONS, repeat: 1 };
const booking = {
  ...{ at: '+3d 10:00', signal: 'sessionScheduled', by: 'frontDesk' },
  with: { kind: 'preparation', start: '+9d 10:00' },
};

describe('the state in between', () => {
  const mismatchesOf = (...signals: object[]) => rehearsed({ signals }).mismatches;

  it('is compared at its time, not at the end', () => {
    const right = {
      ...{ phase: 'enrolment', waitingOn: 'client', onHold: false, dosesInSupply: 0 },
      ...{ balanceCents: 25_000, refundDueCents: 0 },
    };
    expect(mismatchesOf(ONCE, after(right))).toEqual([]);
  });

  it('differs with the time and its place', () => {
    expect(mismatchesOf(ONCE, after({ balanceCents: 0, onHold: true }), booking)).toEqual([
      '+2d 11:00 on hold: expected true, was false',
      '+2d 11:00 balance in cents: expected 0, was 25000',
    ]);
  });

  it('lists all that the course waits for', () => {
    const [line = ''] = mismatchesOf(ONCE, after({ waiting: ['book-dosing'] }));
    expect(line).toContain('+2d 11:00 waiting: expected book-dosing, was approval-missing, ');
    expect(line).toContain(', issue-estimate, ');
  });

  it('includes what is reported in the same minute above it, not below it', () => {
    const paid = { at: '+2d 11:00', signal: 'paymentPosted', by: 'biller', with: { cents: 25_000 } };
    expect(mismatchesOf(ONCE, after({ balanceCents: 25_000 }), paid, after({ balanceCents: 0 }))).toEqual([]);
  });

  it('may be expected in each repetition of a block', () => {
    const signals = [...THREE_PREPARATIONS.signals, after({ onHold: false })];
    expect(mismatchesOf({ ...THREE_PREPARATIONS, signals })).toEqual([]);
    const wrong = [...THREE_PREPARATIONS.signals, after({ onHold: true })];
    expect(mismatchesOf({ ...THREE_PREPARATIONS, signals: wrong })).toHaveLength(3);
  });

  it('must name what is compared, at a time of the rehearsal', () => {
    expect(() => written({ signals: [after({})] })).toThrow('signals.0.state: must');
    expect(() => written({ signals: [after({ mood: 'good' })] })).toThrow(
      'signals.0.state: unknown field mood',
    );
    expect(() => written({ signals: [after({ phase: 'dancing' })] })).toThrow(
      'signals.0.state.phase: must be one of',
    );
    expect(() => fixScript(written({ signals: [after({ onHold: false }, '+31d 10:00')] }), NOW)).toThrow(
      'signals.0 must not be later than the end',
    );
  });
});

describe('a step that was refused', () => {
  const past = { ...booking, with: { kind: 'preparation', start: '+1d 10:00' } };
  const completed = {
    ...{ at: '+9d 10:50', signal: 'sessionCompleted', by: 'therapist' },
    with: { session: 'preparation-1' },
  };
  const cost = { chargesCents: 25_000 };

  it('comes before what follows from it, which is indented', () => {
    expect(rehearsed({ signals: [past, completed], expect: cost }).mismatches).toEqual([
      '+3d 10:00 sessionScheduled: expected accepted, was refused (session-in-the-past: The start time must be in the future.)',
      '  may follow from it: +9d 10:50 sessionCompleted: expected accepted, was refused (no-session-booked: No preparation or medical session is booked.)',
      '  may follow from it: charges in cents: expected 25000, was 0',
    ]);
  });

  it('does not take the blame for what differs before it', () => {
    expect(rehearsed({ signals: [after({ onHold: true }), past, completed] }).mismatches).toEqual([
      '+2d 11:00 on hold: expected true, was false',
      expect.stringMatching(/^\+3d 10:00/),
      expect.stringMatching(/^ {2}may follow from it: \+9d 10:50/),
    ]);
  });

  it('is no cause if it was expected', () => {
    const expected = { ...past, expect: { refused: 'session-in-the-past' } };
    expect(rehearsed({ signals: [expected], expect: cost }).mismatches).toEqual([
      'charges in cents: expected 25000, was 0',
    ]);
  });

  it('is a cause if it was expected and did not happen', () => {
    const free = { ...booking, expect: { refused: 'session-in-the-past' } };
    expect(rehearsed({ signals: [free], expect: cost }).mismatches).toEqual([
      '+3d 10:00 sessionScheduled: expected refused (session-in-the-past), was accepted',
      '  may follow from it: charges in cents: expected 25000, was 0',
    ]);
  });
});
