/** Two forecasts side by side. */
import { compareForecasts } from '../../../src/course/forecast/compare';
import { entryName, type ForecastEntry } from '../../../src/course/forecast/entry';
import { forecast as forecastOf, type Forecast } from '../../../src/course/forecast/forecast';
import { instant, type Instant } from '../../../src/time/instant';
import { exactBounds, type Bounds } from '../../../src/course/money/prices';
import { after } from '../support/given';
import { report } from '../support/signals';

const [MONDAY, TUESDAY, FRIDAY] = [
  instant('2027-01-04T17:00:00Z'),
  instant('2027-01-05T17:00:00Z'),
  instant('2027-01-08T17:00:00Z'),
];
const visit = { at: MONDAY, kind: 'session', what: 'integration', session: 'integration-1' } as const;
const charge = (cost: Bounds): ForecastEntry => ({
  ...{ at: MONDAY, kind: 'charge', what: 'charge', code: 'integration', session: 'integration-1', cost },
});
const price = charge(exactBounds(25_000));
const at = <E extends ForecastEntry>(entry: E, moved: Instant): E => ({ ...entry, at: moved });

const { course, now } = after('start').when(report('clientWithdrew', {}));
const nothing = forecastOf(course, now);
const changes = (before: ForecastEntry[], later: ForecastEntry[]) => {
  const forecast = (entries: ForecastEntry[]): Forecast => ({ ...nothing, entries });
  return compareForecasts(forecast(before), forecast(later));
};

describe('what differs between two forecasts', () => {
  it('is nothing where each comes at the same instant for the same price', () => {
    expect(changes([visit, price], [visit, price])).toEqual([]);
  });

  it('is that what was only expected is booked, for the same time', () => {
    const booked = { ...visit, booked: true as const };
    expect(changes([visit], [booked])).toEqual([{ before: visit, after: booked }]);
    expect(changes([booked], [booked])).toEqual([]);
  });

  it('is what moves', () => {
    const moved = at(visit, FRIDAY);
    expect(changes([visit], [moved])).toEqual([{ before: visit, after: moved }]);
  });

  it('is what costs more at the same instant', () => {
    const dearer = charge(exactBounds(26_000));
    expect(changes([price], [dearer])).toEqual([{ before: price, after: dearer }]);
  });

  it('is a range that begins or ends elsewhere', () => {
    const range = (fromCents: number, toCents: number) => charge({ fromCents, toCents });
    expect(changes([range(300, 500)], [range(300, 500)])).toEqual([]);
    expect(changes([range(300, 500)], [range(300, 600)])).toHaveLength(1);
    expect(changes([range(300, 500)], [range(400, 500)])).toHaveLength(1);
  });

  it('distinguishes reminders of different sessions', () => {
    const reminder = (session: string, when: Instant): ForecastEntry => ({
      ...{ at: when, kind: 'message', what: 'sessionReminder', to: 'client', session },
    });
    const [first, second] = [reminder('integration-1', MONDAY), reminder('dosing-2', TUESDAY)];
    expect(changes([first, second], [second])).toEqual([{ before: first }]);
  });

  it('is what falls away and what is new, a charge with its price', () => {
    for (const entry of [visit, price]) {
      expect(changes([entry], [])).toEqual([{ before: entry }]);
      expect(changes([], [entry])).toEqual([{ after: entry }]);
    }
  });

  it('takes the second of a name for the second, and another kind of that name for itself', () => {
    const [second, later] = [at(visit, TUESDAY), at(visit, FRIDAY)];
    expect(changes([visit, second], [visit, later])).toEqual([{ before: second, after: later }]);
    const step = (kind: 'step' | 'session') =>
      ({ at: MONDAY, kind, what: 'dosing', session: 'dosing' }) as unknown as ForecastEntry;
    expect(changes([step('session')], [step('step'), step('session')])).toEqual([{ after: step('step') }]);
  });

  it('comes in the order of time: by when it will be, or was to be', () => {
    const named = (session: string, when: Instant): ForecastEntry => ({ ...visit, session, at: when });
    const before = [named('gone', TUESDAY), named('moved', MONDAY)];
    const later = [named('moved', FRIDAY), named('new', MONDAY)];
    const names = (first: ForecastEntry[], second: ForecastEntry[]) =>
      changes(first, second).map((change) => entryName(change.after ?? change.before ?? visit));
    expect(names(before, later)).toEqual(['new', 'gone', 'moved']);
    expect(names(later, before)).toEqual(['moved', 'new', 'gone']);
  });
});
