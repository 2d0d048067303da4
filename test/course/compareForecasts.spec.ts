/** Two forecasts side by side. */
import { compareForecasts } from '../../src/course/compareForecasts';
import { forecast as forecastOf, type Forecast, type ForecastEntry } from '../../src/course/forecast';
import { instant } from '../../src/course/instant';
import { after } from './support/given';
import { said } from './support/said';

const [MONDAY, TUESDAY, FRIDAY] = [4, 5, 8].map((day) => instant(`2027-01-0${day}T17:00:00Z`));
const visit: ForecastEntry = { at: MONDAY ?? instant(''), kind: 'session', what: 'integration-1' };
const price: ForecastEntry = { ...visit, kind: 'charge', what: 'integration', cents: 25_000 };
const at = (entry: ForecastEntry, moved?: ForecastEntry['at'], change: Partial<ForecastEntry> = {}) => ({
  ...entry,
  ...(moved && { at: moved }),
  ...change,
});

const { course, now } = after('start').when(said('clientWithdrew', {}));
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
      { kind: 'session', what: 'integration-1', was: MONDAY, is: FRIDAY },
    ]);
  });

  it('is what costs more at the same instant', () => {
    expect(changes([price], [at(price, MONDAY, { cents: 26_000 })])).toEqual([
      { kind: 'charge', what: 'integration', was: MONDAY, is: MONDAY, wasCents: 25_000, isCents: 26_000 },
    ]);
  });

  it('is what falls away and what is new, a charge with its price', () => {
    expect(changes([visit], [])).toEqual([{ kind: 'session', what: 'integration-1', was: MONDAY }]);
    expect(changes([], [visit])).toEqual([{ kind: 'session', what: 'integration-1', is: MONDAY }]);
    expect(changes([price], [])).toEqual([
      { kind: 'charge', what: 'integration', was: MONDAY, wasCents: 25_000 },
    ]);
    expect(changes([], [price])).toEqual([
      { kind: 'charge', what: 'integration', is: MONDAY, isCents: 25_000 },
    ]);
  });

  it('takes the second of a name for the second, and another kind of that name for itself', () => {
    expect(changes([visit, at(visit, TUESDAY)], [visit, at(visit, FRIDAY)])).toEqual([
      { kind: 'session', what: 'integration-1', was: TUESDAY, is: FRIDAY },
    ]);
    expect(changes([visit], [at(visit, MONDAY, { kind: 'message' }), visit])).toEqual([
      { kind: 'message', what: 'integration-1', is: MONDAY },
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
