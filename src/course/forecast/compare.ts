/** Compares two forecasts of one course: what moves, what is dropped, what is new. */
import { entryName, type ForecastEntry } from './entry';
import type { Forecast } from './forecast';
import { byInstant } from '../../time/instant';
import type { Bounds } from '../money/prices';

export interface ForecastChange {
  /** The entry in the first forecast; absent if it is new. */
  before?: ForecastEntry;
  /** The entry in the second forecast; absent if it is dropped. */
  after?: ForecastEntry;
}

/** The n-th entry of a kind and name about a session counts as the same in both forecasts. */
function named(entries: readonly ForecastEntry[]): Map<string, ForecastEntry> {
  const seen = new Map<string, number>();
  return new Map(
    entries.map((entry) => {
      const name = [entry.kind, entryName(entry), entry.session].join(' ');
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      return [`${name} ${nth}`, entry];
    }),
  );
}

/** Of a charge. */
export const costOf = (entry: ForecastEntry | undefined): Bounds | undefined =>
  entry?.kind === 'charge' ? entry.cost : undefined;

const bookedIn = (entry: ForecastEntry | undefined): boolean =>
  entry?.kind === 'session' && entry.booked === true;

function isSame(before: ForecastEntry | undefined, after: ForecastEntry | undefined): boolean {
  const [was, is] = [costOf(before), costOf(after)];
  const asBooked = before?.at === after?.at && bookedIn(before) === bookedIn(after);
  return asBooked && was?.fromCents === is?.fromCents && was?.toCents === is?.toCents;
}

/** The differences between two forecasts, in the order of time. */
export function compareForecasts(first: Forecast, second: Forecast): ForecastChange[] {
  const [was, is] = [named(first.entries), named(second.entries)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .flatMap((key): ForecastChange[] => {
      const [before, after] = [was.get(key), is.get(key)];
      return isSame(before, after) ? [] : [{ ...(before && { before }), ...(after && { after }) }];
    })
    .sort(byInstant(({ before, after }) => (after ?? before)?.at));
}
