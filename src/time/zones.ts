/**
 * Which time zones people may enter: those of a city (`Area/City`), in the spelling of the IANA database. `EST`,
 * `GMT+3` and `UTC` are no place where a person lives: they do not change their clocks with the people around.
 */
import { isZone } from './civil';

const AREAS = 'Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific';
/** `Intl` takes any case. A name is written in capitals and small letters, but for these. */
const WORD = '(?:[A-Z][a-z]+|of|es|au|ACT|NSW|LHI|IN|McMurdo|DumontDUrville|ComodRivadavia)';
const NAME = new RegExp(`^(?:${AREAS})(?:/${WORD}(?:[_-]${WORD})*)+$`);

/** True for a zone of a city that this runtime knows. */
export const isCityZone = (zone: string): boolean => NAME.test(zone) && isZone(zone);

/** What people in the United States write, and the city whose clocks they mean. */
const MEANT: readonly [RegExp, string][] = [
  [/^(us\/)?(e[sd]?t|eastern|est5edt)$/, 'America/New_York'],
  [/^(us\/)?(c[sd]?t|central|cst6cdt)$/, 'America/Chicago'],
  [/^(us\/)?arizona$/, 'America/Phoenix'],
  [/^(us\/)?(m[sd]?t|mountain|mst7mdt)$/, 'America/Denver'],
  [/^(us\/)?(p[sd]?t|pacific|pst8pdt)$/, 'America/Los_Angeles'],
  [/^(us\/)?(ak[sd]?t|alaska)$/, 'America/Anchorage'],
  [/^(us\/)?(h[sd]?t|hawaii)$/, 'Pacific/Honolulu'],
];

const EXAMPLE = 'America/Los_Angeles';

/** What to enter instead of a zone that is refused: what was meant, or an example. */
export function zoneInstead(zone: string): string {
  const written = zone.trim().toLowerCase().replaceAll(/\s+/g, '_');
  const meant = MEANT.find(([pattern]) => pattern.test(written))?.[1];
  return (
    meant ?? Intl.supportedValuesOf('timeZone').find((each) => each.toLowerCase() === written) ?? EXAMPLE
  );
}
