/** What local law requires before a dose outside the clinic, by date. course.md §4.11 */
import { dateIn, instantOf, startOfDay } from '../../time/civil';
import type { Instant } from '../../time/instant';
import type { ReasonKey } from '../../vocabulary/reasons';

interface PlaceRule {
  /** ISO 3166-2: a country, or one of its states. */
  where: string;
  /** Civil dates where the client is. Open-ended when absent. */
  from?: string;
  until?: string;
  asks: 'inPersonExam';
  reason: Extract<ReasonKey, `in-person-exam-owed:${string}`>;
  source: string;
}

/** Updated by hand when the law changes. Entries stay after their end date, for late reports. */
export const PLACE_RULES: readonly PlaceRule[] = [
  {
    where: 'US',
    from: '2027-01-01',
    asks: 'inPersonExam',
    reason: 'in-person-exam-owed:federal',
    source:
      'The federal waiver of the in-person examination runs through 2026-12-31; nothing later is known.',
  },
  {
    where: 'US-GA',
    asks: 'inPersonExam',
    reason: 'in-person-exam-owed:georgia',
    source: 'A prescriber partner says so on its page; not verified with the state.',
  },
];

const covers = (where: string, place: string): boolean => place === where || place.startsWith(`${where}-`);

/** When a rule begins or ends to apply, for somebody in this zone. */
export const lawChanges = (zone: string): Instant[] =>
  PLACE_RULES.flatMap(({ from, until }) => [
    ...(from === undefined ? [] : [startOfDate(zone, from)]),
    ...(until === undefined ? [] : [startOfDay(zone, startOfDate(zone, until), 1)]),
  ]);

function startOfDate(zone: string, date: string): Instant {
  const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
  return instantOf(zone, { year, month, day, hour: 0, minute: 0 });
}

/** The first rule of `place` that requires an in-person examination at `at`. */
export function examRule(place: string, zone: string, at: Instant): PlaceRule | undefined {
  const day = dateIn(zone, at);
  return PLACE_RULES.find(
    ({ where, from = day, until = day }) => covers(where, place) && from <= day && day <= until,
  );
}
