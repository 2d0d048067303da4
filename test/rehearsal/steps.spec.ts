import { instant } from '../../src/time/instant';
import { fixScript } from '../../src/rehearsal/script';
import { NOW, rehearsed, THREE_PREPARATIONS, written } from './support/written';

const block = (more: object) => ({ ...THREE_PREPARATIONS, ...more });
const fixed = (...signals: object[]) => fixScript(written({ signals }), NOW);

describe('a repeated block of steps', () => {
  it('is reported that often, so many days apart, with the number of each repetition', () => {
    const { signals, mismatches } = rehearsed({ signals: [THREE_PREPARATIONS] });
    expect(mismatches).toEqual([]);
    expect(signals.map(({ at, outcome }) => [at.slice(0, 16), outcome])).toEqual([
      ['2027-01-04T19:00', 'accepted'],
      ['2027-01-06T18:50', 'accepted'],
      ['2027-01-11T19:00', 'accepted'],
      ['2027-01-13T18:50', 'accepted'],
      ['2027-01-18T19:00', 'accepted'],
      ['2027-01-20T18:50', 'accepted'],
    ]);
  });

  it('counts from another number, for what follows another block', () => {
    const { lines } = fixed(block({ from: 4 }));
    expect(lines.map(({ signal }) => ('session' in signal ? signal.session : ''))).toEqual([
      '',
      'preparation-4',
      '',
      'preparation-5',
      '',
      'preparation-6',
    ]);
  });

  it('moves the times inside of a signal along', () => {
    const { lines } = fixed(THREE_PREPARATIONS);
    expect(lines.map(({ signal }) => ('start' in signal ? signal.start : undefined))).toContain(
      instant('2027-01-20T18:00:00Z'),
    );
  });

  it.each([
    [{ repeat: 0 }, 'signals.0.repeat: must be 1 or more'],
    [{ repeat: 101 }, 'signals.0.repeat: must be 100 or less'],
    [{ everyDays: -1 }, 'signals.0.everyDays: must be 0 or more'],
    [{ signals: [] }, 'signals.0.signals: must'],
    [
      { signals: [{ at: '+0d 10:00', signal: 'dance', by: 'client' }] },
      'signals.0.signals.0.signal: must be',
    ],
    [
      { signals: [{ at: '2027-01-04T10:00:00Z', signal: 'clientWithdrew', by: 'client' }] },
      'signals.0.signals.0.at: must be +DAYSd HH:MM in a repeated block',
    ],
    [{ signals: [THREE_PREPARATIONS] }, 'signals.0.signals.0: unknown fields repeat, everyDays'],
  ])('is refused with its place: %j', (more, message) => {
    expect(() => written({ signals: [block(more)] })).toThrow(message);
  });

  it('names the repetition in which a step goes back in time, or has a wrong field', () => {
    expect(() => fixed(block({ everyDays: 1 }))).toThrow(
      'signals.0.signals.0 (repetition 2) must not be earlier than the step above it',
    );
    const unnamed = { at: '+2d 10:50', signal: 'sessionCompleted', by: 'therapist' };
    expect(() => fixed(block({ signals: [{ ...unnamed, with: { session: 'week-{n}' } }] }))).toThrow(
      'signals.0.signals.0 (sessionCompleted, repetition 1) session: must name a session',
    );
  });
});
