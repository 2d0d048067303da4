/** Free times: what is offered is free, what is free is offered, and the clocks may change on the way. */
import fc from 'fast-check';
import { dateIn, timeOfDayIn } from '../../src/time/civil';
import { fewOf, freeTimes, type Wanted } from '../../src/time/freeTimes';
import { fromMs, instant, plusHours, plusMinutes, toMs } from '../../src/time/instant';
import { hoursOf, isDaytime, WEEKDAYS, type DayHours, type Hours } from '../../src/time/opening';

const ZONE = 'America/Los_Angeles';
const NINE_TO_FIVE = { opens: '09:00', closes: '17:00' };
const EVERY_DAY: Hours = Object.fromEntries(WEEKDAYS.map((day) => [day, NINE_TO_FIVE]));

const at = (text: string) => instant(text);
/** From a Monday’s noon on, for two days. */
const wanted = (more: Partial<Wanted> = {}): Wanted => ({
  ...{ from: at('2027-01-04T12:00-08:00'), to: at('2027-01-06T12:00-08:00'), minutes: 60 },
  practice: { zone: ZONE, closedDays: [], hours: EVERY_DAY },
  ...{ clientZone: ZONE, taken: [] },
  ...more,
});
const offered = (more: Partial<Wanted> = {}): string[] =>
  freeTimes(wanted(more)).map((time) => `${dateIn(ZONE, time).slice(8)} ${timeOfDayIn(ZONE, time)}`);
const on = (day: string, more: Partial<Wanted> = {}): string[] =>
  offered(more).flatMap((time) => (time.startsWith(day) ? [time.slice(3)] : []));

describe('free times', () => {
  it('begin at the full and the half hour, and end before the practice closes', () => {
    expect(on('05')).toEqual([
      ...['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30', '13:00', '13:30', '14:00'],
      ...['14:30', '15:00', '15:30', '16:00'],
    ]);
    expect(on('05', { minutes: 90 }).at(-1)).toBe('15:30');
  });

  it('are wholly within the window', () => {
    expect(on('04')[0]).toBe('12:00');
    expect(on('06').at(-1)).toBe('11:00');
    expect(on('04', { from: at('2027-01-04T12:01-08:00') })[0]).toBe('12:30');
  });

  it('leave out what is taken, to the minute', () => {
    const taken = [{ start: at('2027-01-05T10:00-08:00'), minutes: 90 }];
    expect(on('05', { taken }).slice(0, 3)).toEqual(['09:00', '11:30', '12:00']);
    expect(on('05', { taken: [{ start: at('2027-01-05T10:00-08:00'), minutes: 91 }] })[1]).toBe('12:00');
  });

  it('leave out closed days, and days of the week on which the practice is closed', () => {
    const practice = { zone: ZONE, hours: EVERY_DAY, closedDays: ['2027-01-05'] };
    expect(on('05', { practice })).toEqual([]);
    const { tuesday: _, ...others } = EVERY_DAY;
    expect(on('05', { practice: { ...practice, closedDays: [], hours: others } })).toEqual([]);
  });

  it('leave out the night where the client is', () => {
    // At 9:00 it is 17:00 in London, and 21:00 at 13:00.
    expect(on('05', { clientZone: 'Europe/London' }).at(-1)).toBe('12:00');
  });

  it.each([
    ['a window that is too short', { to: at('2027-01-04T12:30-08:00') }],
    ['a window that ends before it begins', { to: at('2027-01-01T12:30-08:00') }],
    ['a session that is longer than any day', { minutes: 500 }],
  ])('are none in %s', (_, more) => {
    expect(offered(more)).toEqual([]);
  });

  it('come to an end with the last instant there is', () => {
    const last = { from: at('9999-12-31T22:00Z'), to: at('9999-12-31T23:59:59.999Z') };
    expect(offered(last)).toEqual(['31 14:00', '31 14:30']);
    expect(offered({ ...last, minutes: 120 })).toEqual([]);
  });

  it.each([
    ['forward', '2027-03-14'],
    ['back', '2027-11-07'],
  ])('go by the clock on the wall when the clocks go %s', (_, day) => {
    const from = at(`${day}T00:00-08:00`);
    const times = freeTimes(wanted({ from: plusHours(from, -12), to: plusHours(from, 40) }));
    const that = times.filter((time) => dateIn(ZONE, time) === day).map((time) => timeOfDayIn(ZONE, time));
    expect(that[0]).toBe('09:00');
    expect(that).toHaveLength(15);
    expect(that.at(-1)).toBe('16:00');
  });
});

const ZONES = [ZONE, 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Havana'];
const zone = fc.constantFrom(...ZONES);
/** Around the days on which clocks change. */
const begin = fc
  .tuple(fc.constantFrom('2027-03-12', '2027-04-02', '2027-10-01', '2027-11-05'), fc.nat(4 * 24 * 60))
  .map(([day, minutes]) => plusMinutes(at(`${day}T00:00Z`), minutes));
const timeOfDay = fc
  .tuple(fc.nat(23), fc.constantFrom('00', '15', '30', '50'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const dayHours = fc
  .tuple(timeOfDay, timeOfDay)
  .map(([a, b]) => (a < b ? { opens: a, closes: b } : { opens: b, closes: a }));
const hours = fc
  .array(fc.option(dayHours, { nil: undefined }), { minLength: 7, maxLength: 7 })
  .map((days): Hours => {
    const open = days.map((each, index): [string, DayHours | undefined] => [WEEKDAYS[index] ?? '', each]);
    return Object.fromEntries(open.filter(([, each]) => each));
  });

const anyWanted = begin.chain((from) =>
  fc.record({
    from: fc.constant(from),
    to: fc.integer({ min: -60, max: 4 * 24 * 60 }).map((minutes) => plusMinutes(from, minutes)),
    minutes: fc.integer({ min: 1, max: 300 }),
    practice: fc.record({
      zone,
      closedDays: fc.subarray([dateIn('UTC', from), dateIn('UTC', plusHours(from, 24))]),
      hours: fc.option(hours, { nil: undefined }),
    }),
    clientZone: zone,
    taken: fc.array(
      fc.record({
        start: fc.integer({ min: -600, max: 4 * 24 * 60 }).map((minutes) => plusMinutes(from, minutes)),
        minutes: fc.integer({ min: 1, max: 600 }),
      }),
      { maxLength: 6 },
    ),
  }),
);

/** All clocks differ from each other by multiples of it. */
const STEP = 15 * 60_000;

/** Every condition by itself. */
function isFree({ from, to, minutes, practice, clientZone, taken }: Wanted, ms: number): boolean {
  const [start, end] = [fromMs(ms), fromMs(ms + minutes * 60_000)];
  const day = dateIn(practice.zone, start);
  const weekday = WEEKDAYS[new Date(`${day}T00:00Z`).getUTCDay()] ?? 'sunday';
  const open = hoursOf(practice)[weekday];
  const inHours =
    open !== undefined &&
    dateIn(practice.zone, end) === day &&
    timeOfDayIn(practice.zone, start) >= open.opens &&
    timeOfDayIn(practice.zone, end) <= open.closes;
  const busy = taken.some(
    (other) => toMs(other.start) < toMs(end) && toMs(other.start) + other.minutes * 60_000 > ms,
  );
  return (
    [start >= from, end <= to, inHours, !busy, !practice.closedDays.includes(day)].every(Boolean) &&
    isDaytime(clientZone, { start, minutes })
  );
}

describe('in any zone, week and practice', () => {
  it('exactly what is free is offered, once, in order', () => {
    fc.assert(
      fc.property(anyWanted, (asked) => {
        const every: string[] = [];
        const last = toMs(asked.to);
        for (let ms = Math.ceil(toMs(asked.from) / STEP) * STEP; ms <= last; ms += STEP)
          if (/:[03]0$/.test(timeOfDayIn(asked.practice.zone, fromMs(ms))) && isFree(asked, ms))
            every.push(fromMs(ms));
        expect(freeTimes(asked)).toEqual(every);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a few free times', () => {
  const few = (days: number, perDay: number): string[] =>
    fewOf(freeTimes(wanted()), { zone: ZONE, days, perDay }).map(
      (time) => `${dateIn(ZONE, time).slice(8)} ${timeOfDayIn(ZONE, time)}`,
    );

  it('are of the first days, and from the first to the last of each', () => {
    expect(few(2, 3)).toEqual(['04 12:00', '04 14:00', '04 16:00', '05 09:00', '05 12:30', '05 16:00']);
    expect(few(1, 2)).toEqual(['04 12:00', '04 16:00']);
  });

  it('are all of them where there are not more', () => {
    expect(fewOf(freeTimes(wanted()), { zone: ZONE, days: 3, perDay: 99 })).toEqual(freeTimes(wanted()));
  });
});
