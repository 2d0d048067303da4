import type { Signal } from '../catalog/signals';
import type { Instant } from '../time/instant';
import { SYSTEM } from './step';

/** The system's report that the referral requested at `requestedAt` has reached the partner. */
export const referralSent = (requestedAt: Instant): Signal => ({
  name: 'referralSent',
  id: `referral:${requestedAt}`,
  by: SYSTEM,
  occurredAt: requestedAt,
});
