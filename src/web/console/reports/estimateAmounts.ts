/** What an estimate would say by the course's plan and prices, and whether what was entered is far from it. */
import type { Answer } from '../../client/api';
import { dollars } from '../../kit/words';
import { useRead } from '../queries';
import type { Values } from './Fields';

export type Computed = Answer<'get', '/api/v1/courses/{id}/estimate'>;
type Expected = Computed['expected'];

/** Undefined while it is looked up. `needed`: whether an estimate is being reported at all. */
export const useComputed = (course: string, needed: boolean): Computed | undefined =>
  useRead('/api/v1/courses/{id}/estimate', { params: { id: course } }, needed).data;

/** What the form would say. Undefined: nothing can be computed, or not all of it. */
export const computedValues = ({ fromCents, toCents, unpriced }: Expected): Values | undefined =>
  unpriced.length > 0 || toCents <= 0
    ? undefined
    : { totalCents: toCents, fromCents: fromCents === toCents ? undefined : fromCents };

/** `$7,460.00`, or `$3,000.00 to $5,000.00`. */
export const range = (fromCents: number | undefined, toCents: number): string =>
  fromCents === undefined || fromCents === toCents
    ? dollars(toCents)
    : `${dollars(fromCents)} to ${dollars(toCents)}`;

/** Both amounts in words, if the entered one would at once call for a new estimate. */
export function farOff(
  computed: Computed | undefined,
  { totalCents, fromCents }: Values,
): { entered: string; expected: string } | undefined {
  const most = computed && computedValues(computed.expected);
  if (!most || typeof totalCents !== 'number') return undefined;
  const lower = typeof fromCents === 'number' ? fromCents : totalCents;
  const { expected, reissueCents } = computed;
  const far = expected.toCents - totalCents >= reissueCents || lower - expected.toCents >= reissueCents;
  return far
    ? { entered: range(lower, totalCents), expected: range(expected.fromCents, expected.toCents) }
    : undefined;
}
