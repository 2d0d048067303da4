import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  atTimeOfDay,
  civilIn,
  dateIn,
  instantOf,
  isZone,
  plusCivilDays,
  weekdayIn,
} from '../../src/time/civil';
import { fromMs, instant, toMs } from '../../src/time/instant';

const numRuns = Number(process.env.THROUGHLINE_RUNS ?? 400);

/** Zones with usual and unusual rules: half-hour steps, other hemispheres, none, skipped days, changed minds. */
const ZONES = [
  'America/Los_Angeles',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Caracas',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Dublin',
  'Europe/Istanbul',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Gaza',
  'Asia/Pyongyang',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
  'UTC',
];

const zone = fc.constantFrom(...ZONES);
const FROM = Date.UTC(1990, 0, 1);
const TO = Date.UTC(2060, 0, 1);
const someInstant = fc.integer({ min: FROM, max: TO }).map(fromMs);
const reading = fc.record({
  year: fc.integer({ min: 1990, max: 2060 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
});

const zoned = (zoneName: string, at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zoneName);
const ms = ({ epochMilliseconds }: Temporal.ZonedDateTime): number => epochMilliseconds;

/** Instants a day around each change of the clocks of a zone, where the rules differ. */
function changes(zoneName: string, from: string, to: string): number[] {
  const found: number[] = [];
  let at = zoned(zoneName, from).getTimeZoneTransition('next');
  while (at && ms(at) < Date.parse(to)) {
    found.push(ms(at));
    at = at.getTimeZoneTransition('next');
  }
  return found;
}

describe('civil time agrees with Temporal', () => {
  it('on the local time of an instant', () => {
    fc.assert(
      fc.property(zone, someInstant, (name, at) => {
        const { year, month, day, hour, minute, dayOfWeek } = zoned(name, at);
        expect(civilIn(name, at)).toEqual({ year, month, day, hour, minute });
        expect(weekdayIn(name, at)).toBe(dayOfWeek % 7);
        expect(dateIn(name, at)).toBe(zoned(name, at).toPlainDate().toString());
      }),
      { numRuns },
    );
  });

  it('on the instant of a local time', () => {
    fc.assert(
      fc.property(zone, reading, (name, civil) => {
        const expected = Temporal.PlainDateTime.from(civil).toZonedDateTime(name, {
          disambiguation: 'compatible',
        });
        expect(toMs(instantOf(name, civil))).toBe(ms(expected));
      }),
      { numRuns },
    );
  });

  it('on civil days later and earlier, with seconds and milliseconds', () => {
    fc.assert(
      fc.property(zone, someInstant, fc.integer({ min: -800, max: 800 }), (name, at, days) => {
        expect(toMs(plusCivilDays(name, at, days))).toBe(ms(zoned(name, at).add({ days })));
      }),
      { numRuns },
    );
  });

  it('on a time of day some days later', () => {
    fc.assert(
      fc.property(
        zone,
        someInstant,
        fc.integer({ min: -2, max: 60 }),
        fc.integer({ min: 0, max: 23 }),
        (name, at, days, hour) => {
          const day = zoned(name, at).toPlainDate().add({ days });
          const expected = day.toZonedDateTime({ timeZone: name, plainTime: { hour } });
          expect(toMs(atTimeOfDay(name, at, days, hour))).toBe(ms(expected));
        },
      ),
      { numRuns },
    );
  });

  it.each(ZONES)('in %s around every change of its clocks, gaps and overlaps among them', (name) => {
    const wrong: string[] = [];
    for (const change of changes(name, '2009-01-01T00:00Z', '2031-01-01T00:00Z')) {
      for (let minutes = -150; minutes <= 150; minutes += 30) {
        const wall = Temporal.Instant.fromEpochMilliseconds(change)
          .toZonedDateTimeISO(name)
          .toPlainDateTime()
          .add({ minutes });
        const { year, month, day, hour, minute } = wall;
        const got = toMs(instantOf(name, { year, month, day, hour, minute }));
        const expected = ms(
          Temporal.PlainDateTime.from({ year, month, day, hour, minute }).toZonedDateTime(name),
        );
        if (got !== expected) wrong.push(`${wall.toString()}: ${fromMs(got)}, not ${fromMs(expected)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('a local time', () => {
  it('that occurs twice is its first occurrence', () => {
    expect(instantOf('America/Los_Angeles', { year: 2027, month: 11, day: 7, hour: 1, minute: 30 })).toBe(
      instant('2027-11-07T01:30-07:00'),
    );
  });

  it('that never occurs is later by the gap', () => {
    expect(instantOf('America/Los_Angeles', { year: 2027, month: 3, day: 14, hour: 2, minute: 30 })).toBe(
      instant('2027-03-14T03:30-07:00'),
    );
  });

  it('on a day that never occurred is a day later', () => {
    expect(instantOf('Pacific/Apia', { year: 2011, month: 12, day: 30, hour: 12, minute: 0 })).toBe(
      instant('2011-12-31T12:00+14:00'),
    );
  });
});

describe('a zone', () => {
  it('is known by its IANA name', () => {
    expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false]);
  });
});
