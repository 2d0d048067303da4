import fc from 'fast-check';
import {
  earlierInWakingHours,
  isBusinessDay,
  isWakingHour,
  laterInWakingHours,
  plusBusinessDays,
} from '../../src/time/calendar';
import { civilIn, weekdayIn } from '../../src/time/civil';
import { mayLeave } from '../../src/course/clocks/quietHours';
import { fromMs, instant, plusHours } from '../../src/time/instant';
import { onTheWall } from '../course/support/zoned';

const LA = 'America/Los_Angeles';
const at = (wall: string) => instant(`${wall}-08:00`);
const zone = fc.constantFrom(
  LA,
  'Europe/Berlin',
  'Australia/Sydney',
  'Asia/Tokyo',
  'America/St_Johns',
  'Pacific/Apia',
);
const someInstant = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2035, 0, 1) }).map(fromMs);

describe('the night', () => {
  it.each([
    ['client', '2027-01-06 09:00'],
    ['supportPerson', '2027-01-06 09:00'],
    ['therapist', '2027-01-05 23:00'],
  ] as const)('keeps what is for the %s until %s, unless it is for safety', (to, leaves) => {
    const night = at('2027-01-05T23:00');
    expect(onTheWall(LA, mayLeave(LA, { to, safety: false }, night))).toBe(leaves);
    expect(mayLeave(LA, { to, safety: true }, night)).toBe(night);
  });
});

describe('waking hours', () => {
  it.each([
    ['2027-01-05T08:59', false],
    ['2027-01-05T09:00', true],
    ['2027-01-05T20:00', true],
    ['2027-01-05T20:01', false],
    ['2027-01-05T00:00', false],
  ])('%s: %s', (wall, waking) => {
    expect(isWakingHour(LA, at(wall))).toBe(waking);
  });

  it.each([
    ['2027-01-05T08:59', '2027-01-04 20:00'],
    ['2027-01-05T09:00', '2027-01-05 09:00'],
    ['2027-01-05T20:01', '2027-01-05 20:00'],
    ['2027-01-05T00:30', '2027-01-04 20:00'],
  ])('a reminder at %s goes out at %s', (wall, moved) => {
    expect(onTheWall(LA, earlierInWakingHours(LA, at(wall)))).toBe(moved);
  });

  it.each([
    ['2027-01-05T08:59', '2027-01-05 09:00'],
    ['2027-01-05T20:00', '2027-01-05 20:00'],
    ['2027-01-05T20:01', '2027-01-06 09:00'],
    ['2027-01-05T00:30', '2027-01-05 09:00'],
  ])('any other message at %s goes out at %s', (wall, moved) => {
    expect(onTheWall(LA, laterInWakingHours(LA, at(wall)))).toBe(moved);
  });

  it('are reached from any instant, by less than a day, on the right side', () => {
    fc.assert(
      fc.property(zone, someInstant, (name, when) => {
        const [before, after] = [earlierInWakingHours(name, when), laterInWakingHours(name, when)];
        expect([isWakingHour(name, before), isWakingHour(name, after)]).toEqual([true, true]);
        expect(before <= when && when <= after).toBe(true);
        expect(before > plusHours(when, -15) && after < plusHours(when, 15)).toBe(true);
      }),
    );
  });
});

describe('business days', () => {
  const practice = (closedDays: string[] = []) => ({ zone: LA, closedDays });

  it.each([
    ['2027-01-04T10:00', 1, '2027-01-05 10:00'],
    ['2027-01-08T10:00', 1, '2027-01-11 10:00'],
    ['2027-01-09T10:00', 1, '2027-01-11 10:00'],
    ['2027-01-04T10:00', 5, '2027-01-11 10:00'],
    ['2027-01-04T10:00', 0, '2027-01-04 10:00'],
  ])('from %s, %i on: %s', (wall, days, reached) => {
    expect(onTheWall(LA, plusBusinessDays(practice(), at(wall), days))).toBe(reached);
  });

  it('leave out the days the practice is closed', () => {
    expect(
      onTheWall(LA, plusBusinessDays(practice(['2027-01-05', '2027-01-06']), at('2027-01-04T10:00'), 1)),
    ).toBe('2027-01-07 10:00');
  });

  it('are days of the practice, not of UTC', () => {
    expect(isBusinessDay(practice(), at('2027-01-08T20:00'))).toBe(true);
    expect(isBusinessDay(practice(['2027-01-08']), at('2027-01-08T20:00'))).toBe(false);
  });

  it('come to an end though the practice never opens', () => {
    const everyDay = Array.from({ length: 800 }, (_, day) => fromMs(Date.UTC(2027, 0, 1 + day)).slice(0, 10));
    expect(plusBusinessDays(practice(everyDay), at('2027-01-04T10:00'), 5) > at('2028-12-01T10:00')).toBe(
      true,
    );
  });

  it('keep the time of day, and end on one', () => {
    fc.assert(
      fc.property(zone, someInstant, fc.integer({ min: 1, max: 30 }), (name, when, days) => {
        const reached = plusBusinessDays({ zone: name, closedDays: [] }, when, days);
        expect([0, 6]).not.toContain(weekdayIn(name, reached));
        const { hour, minute } = civilIn(name, when);
        if (hour > 4) expect(civilIn(name, reached)).toMatchObject({ hour, minute });
      }),
    );
  });
});
