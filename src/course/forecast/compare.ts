/** Compares two forecasts of one course: what moves, what is dropped, what is new. */
import type { Forecast, ForecastEntry } from './forecast';
import { byInstant, type Instant } from '../../time/instant';
import type { Bounds } from '../money/prices';

export interface ForecastChange {
  kind: ForecastEntry['kind'];
  what: string;
  /** The time in the first forecast; absent if it is new. */
  before?: Instant;
  /** The time in the second forecast; absent if it is dropped. */
  after?: Instant;
  /** The session it is about. */
  session?: string;
  /** Of a charge. */
  costBefore?: Bounds;
  costAfter?: Bounds;
}

/** The n-th entry of a kind and name about a session counts as the same in both forecasts. */
function named(entries: readonly ForecastEntry[]): Map<string, ForecastEntry> {
  const seen = new Map<string, number>();
  return new Map(
    entries.map((entry) => {
      const name = [entry.kind, entry.what, entry.session].join(' ');
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      return [`${name} ${nth}`, entry];
    }),
  );
}

const sameCost = (a: Bounds | undefined, b: Bounds | undefined): boolean =>
  a?.fromCents === b?.fromCents && a?.toCents === b?.toCents;

/** The differences between two forecasts, in the order of time. */
export function compareForecasts(before: Forecast, after: Forecast): ForecastChange[] {
  const first = named(before.entries);
  const second = named(after.entries);
  return [...new Set([...first.keys(), ...second.keys()])]
    .flatMap((key): ForecastChange[] => {
      const was = first.get(key);
      const is = second.get(key);
      const entry = was ?? is;
      if (!entry || (was?.at === is?.at && sameCost(was?.cost, is?.cost))) return [];
      const { kind, what, session } = entry;
      return [
        {
          kind,
          what,
          ...(session !== undefined && { session }),
          ...(was && { before: was.at, ...(was.cost && { costBefore: was.cost }) }),
          ...(is && { after: is.at, ...(is.cost && { costAfter: is.cost }) }),
        },
      ];
    })
    .sort(byInstant(({ before, after }) => after ?? before));
}
