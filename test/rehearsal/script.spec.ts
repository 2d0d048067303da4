import { startOf } from '../../src/rehearsal/instants';
import { fixScript, mustLieAhead } from '../../src/rehearsal/script';
import { NOW, rehearsed, written } from './support/written';

const start = (more: object) => ({ start: { onOrAfter: '01-04', weekday: 'monday', at: '09:00', ...more } });

describe('the year of a scenario', () => {
  it.each([
    [2019, '2019-01-07T17:00:00.000Z'],
    [2026, '2026-01-05T17:00:00.000Z'],
    [2028, '2028-01-10T17:00:00.000Z'],
  ])('%s is the year in which it starts, whatever today is', (year, at) => {
    expect(startOf(written(start({ year })), NOW)).toBe(at);
    expect(rehearsed(start({ year })).start).toBe(at);
  });

  it.each([
    ['start.year: must be 2000 or more', { year: 1999 }],
    ['start.year: must be 2099 or less', { year: 2100 }],
    ['start.onOrAfter: must be a day of 2027', { year: 2027, onOrAfter: '02-29' }],
  ])('is refused: %s', (message, more) => {
    expect(() => written(start(more))).toThrow(message);
  });

  it('may have a February 29', () => {
    expect(startOf(written(start({ year: 2028, onOrAfter: '02-29' })), NOW)).toBe('2028-03-06T17:00:00.000Z');
  });

  it('must lie ahead on a server', () => {
    const before = fixScript(written(start({ year: 2026 })), NOW);
    expect(() => {
      mustLieAhead(before, NOW);
    }).toThrow('starts at 2026-01-05T17:00:00.000Z, and time on a server only moves forward. Use --simulate');
    expect(() => {
      mustLieAhead(fixScript(written(start({ year: 2028 })), NOW), NOW);
    }).not.toThrow();
  });
});

describe('a task named by its kind and session', () => {
  const booking = {
    ...{ at: '+0d 11:00', signal: 'sessionScheduled', by: 'frontDesk' },
    with: { kind: 'preparation', start: '+2d 10:00' },
  };
  const noShow = {
    at: '+2d 11:00',
    signal: 'sessionNoShow',
    by: 'therapist',
    with: { session: 'preparation-1' },
  };
  const done = (task: unknown, more: object = {}) => ({
    ...{ at: '+2d 12:00', signal: 'taskCompleted', by: 'therapist', with: { task } },
    ...more,
  });
  const closed = (task: unknown) => {
    const { events, mismatches } = rehearsed({ signals: [booking, noShow, done(task)] });
    return [mismatches, events.flatMap((event) => (event.type === 'taskCompleted' ? [event.task] : []))];
  };

  it('is that task', () => {
    expect(closed({ kind: 'wellness-call', session: 'preparation-1' })).toEqual([
      [],
      ['wellness-call:preparation-1'],
    ]);
    expect(closed({ kind: 'wellness-call' })).toEqual([[], ['wellness-call:preparation-1']]);
    expect(closed('wellness-call:preparation-1')).toEqual([[], ['wellness-call:preparation-1']]);
  });

  it('may have been opened at that very minute', () => {
    const { mismatches } = rehearsed({
      signals: [booking, noShow, done({ kind: 'wellness-call' }, { at: '+2d 11:00' })],
    });
    expect(mismatches).toEqual([]);
  });

  it('is unknown if no such task is open', () => {
    const signals = [
      booking,
      noShow,
      done({ kind: 'wellness-call', session: 'dosing-1' }, { expect: { refused: 'task-unknown' } }),
    ];
    expect(rehearsed({ signals }).mismatches).toEqual([]);
  });

  it('must be a kind of task, of a session', () => {
    const fixed = (task: unknown) => () => fixScript(written({ signals: [done(task)] }), NOW);
    expect(fixed({ kind: 'dancing' })).toThrow('signals.0 (taskCompleted) task.kind: must be one of');
    expect(fixed({ kind: 'wellness-call', session: 'dance' })).toThrow(
      'signals.0 (taskCompleted) task.session: must name a session',
    );
    expect(fixed({ kind: 'wellness-call', who: 'x' })).toThrow(
      'signals.0 (taskCompleted) task: unknown field who',
    );
  });
});
