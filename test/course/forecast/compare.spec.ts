/** Two forecasts side by side. */
import { compareForecasts } from '../../../src/course/forecast/compare';
import {
  forecast as forecastOf,
  type Forecast,
  type ForecastEntry,
} from '../../../src/course/forecast/forecast';
import { instant } from '../../../src/time/instant';
import { exactBounds } from '../../../src/course/money/prices';
import { after } from '../support/given';
import { report } from '../support/signals';

const [MONDAY, TUESDAY, FRIDAY] = [4, 5, 8].map((day) => instant(`2027-01-0${day}T17:00:00Z`));
const visit: ForecastEntry = { at: MONDAY ?? instant(''), kind: 'session', what: 'integration-1' };
const price: ForecastEntry = { ...visit, kind: 'charge', what: 'integration', cost: exactBounds(25_000) };
const at = (entry: ForecastEntry, moved?: ForecastEntry['at'], change: Partial<ForecastEntry> = {}) => ({
  ...entry,
  ...(moved && { at: moved }),
  ...change,
});

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

  it('is what moves', () => {
    expect(changes([visit], [at(visit, FRIDAY)])).toEqual([
      { kind: 'session', what: 'integration-1', before: MONDAY, after: FRIDAY },
    ]);
  });

  it('is what costs more at the same instant', () => {
    expect(changes([price], [at(price, MONDAY, { cost: exactBounds(26_000) })])).toEqual([
      {
        kind: 'charge',
        what: 'integration',
        before: MONDAY,
        after: MONDAY,
        costBefore: exactBounds(25_000),
        costAfter: exactBounds(26_000),
      },
    ]);
  });

  it('is a range that begins or ends elsewhere', () => {
    const range = (fromCents: number, toCents: number) => at(price, MONDAY, { cost: { fromCents, toCents } });
    expect(changes([range(300, 500)], [range(300, 500)])).toEqual([]);
    expect(changes([range(300, 500)], [range(300, 600)])).toMatchObject([{ costAfter: { toCents: 600 } }]);
    expect(changes([range(300, 500)], [range(400, 500)])).toMatchObject([{ costBefore: { fromCents: 300 } }]);
  });

  it('distinguishes reminders of different sessions', () => {
    const reminder = (session: string, when = MONDAY) =>
      at(visit, when, { kind: 'message', what: 'sessionReminder to client', session });
    const [first, second] = [reminder('integration-1'), reminder('dosing-2', TUESDAY)];
    expect(changes([first, second], [second])).toEqual([
      { kind: 'message', what: first.what, session: 'integration-1', before: MONDAY },
    ]);
  });

  it('is what falls away and what is new, a charge with its price', () => {
    expect(changes([visit], [])).toEqual([{ kind: 'session', what: 'integration-1', before: MONDAY }]);
    expect(changes([], [visit])).toEqual([{ kind: 'session', what: 'integration-1', after: MONDAY }]);
    expect(changes([price], [])).toEqual([
      { kind: 'charge', what: 'integration', before: MONDAY, costBefore: exactBounds(25_000) },
    ]);
    expect(changes([], [price])).toEqual([
      { kind: 'charge', what: 'integration', after: MONDAY, costAfter: exactBounds(25_000) },
    ]);
  });

  it('takes the second of a name for the second, and another kind of that name for itself', () => {
    expect(changes([visit, at(visit, TUESDAY)], [visit, at(visit, FRIDAY)])).toEqual([
      { kind: 'session', what: 'integration-1', before: TUESDAY, after: FRIDAY },
    ]);
    expect(changes([visit], [at(visit, MONDAY, { kind: 'message' }), visit])).toEqual([
      { kind: 'message', what: 'integration-1', after: MONDAY },
    ]);
  });

  it('comes in the order of time: by when it will be, or was to be', () => {
    const named = (what: string, when?: ForecastEntry['at']) => at(visit, when, { what });
    const before = [named('gone', TUESDAY), named('moved', MONDAY)];
    const later = [named('moved', FRIDAY), named('new', MONDAY)];
    expect(changes(before, later).map(({ what }) => what)).toEqual(['new', 'gone', 'moved']);
    expect(changes(later, before).map(({ what }) => what)).toEqual(['moved', 'new', 'gone']);
  });
});
