/** What an estimate would say by the course's plan and prices, and whether what was entered is far from it. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { Answer } from '../../client/api';
import { dollarRange } from '../../kit/words';
import { useRead } from '../queries';
import { nextReference } from './nextReference';
import type { Values } from './schema';

export type Computed = Answer<'get', '/api/v1/courses/{id}/estimate'>;

/** `needed`: whether an estimate is being reported at all. */
export const useComputed = (course: string, needed: boolean): UseQueryResult<Computed> =>
  useRead('/api/v1/courses/{id}/estimate', { params: { id: course } }, needed);

/** What the form would say. A reference that was typed stays. Undefined: nothing can be computed, or not all of it. */
export const computedValues = (
  { expected: { fromCents, toCents, unpriced }, signed }: Pick<Computed, 'expected' | 'signed'>,
  typed?: unknown,
): Values | undefined =>
  unpriced.length > 0 || toCents <= 0
    ? undefined
    : {
        estimate: typed ?? nextReference(signed?.ref),
        totalCents: toCents,
        fromCents: fromCents === toCents ? undefined : fromCents,
      };

/** Both amounts in words, if the entered one would at once call for a new estimate. */
export function farOff(
  computed: Computed | undefined,
  { totalCents, fromCents }: Values,
): { entered: string; expected: string } | undefined {
  const most = computed && computedValues(computed);
  if (!most || typeof totalCents !== 'number') return undefined;
  const lower = typeof fromCents === 'number' ? fromCents : totalCents;
  const { expected, reissueCents } = computed;
  const far = expected.toCents - totalCents >= reissueCents || lower - expected.toCents >= reissueCents;
  return far
    ? { entered: dollarRange(lower, totalCents), expected: dollarRange(expected.fromCents, expected.toCents) }
    : undefined;
}
