/** Two forecasts of one course side by side: what moves, what falls away, what is new. */
import type { Forecast, ForecastEntry } from './forecast';
import type { Instant } from './instant';

export interface ForecastChange {
  kind: ForecastEntry['kind'];
  what: string;
  /** When it was to be; absent: it is new. */
  was?: Instant;
  /** When it will be; absent: it falls away. */
  is?: Instant;
  wasCents?: number;
  isCents?: number;
}

/** The n-th entry of a kind and name is the same thing in both forecasts. */
function named(entries: readonly ForecastEntry[]): Map<string, ForecastEntry> {
  const seen = new Map<string, number>();
  return new Map(
    entries.map((entry) => {
      const name = `${entry.kind} ${entry.what}`;
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      return [`${name} ${nth}`, entry];
    }),
  );
}

/** What is otherwise in `after` than in `before`, in the order of time. */
export function compareForecasts(before: Forecast, after: Forecast): ForecastChange[] {
  const first = named(before.entries);
  const second = named(after.entries);
  return [...new Set([...first.keys(), ...second.keys()])]
    .flatMap((key): ForecastChange[] => {
      const was = first.get(key);
      const is = second.get(key);
      const entry = was ?? is;
      if (!entry || (was?.at === is?.at && was?.cents === is?.cents)) return [];
      const { kind, what } = entry;
      return [
        {
          ...{ kind, what },
          ...(was && { was: was.at, ...(was.cents !== undefined && { wasCents: was.cents }) }),
          ...(is && { is: is.at, ...(is.cents !== undefined && { isCents: is.cents }) }),
        },
      ];
    })
    .sort((a, b) => ((a.is ?? a.was ?? '') < (b.is ?? b.was ?? '') ? -1 : 1));
}
