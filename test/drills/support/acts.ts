import { plusHours, type Instant } from '../../../src/time/instant';
import type { Signal } from '../../../src/catalog/signals';
import { signal } from '../../support/courseStates';

/** What may happen to a course while the mail about a session is on its way, by name. */
export const actsOn = (session: string, soon: Instant): Readonly<Record<string, () => Signal>> => ({
  sessionCancelled: () => signal('sessionCancelled', { session, reason: 'client' }),
  sessionRescheduled: () => signal('sessionRescheduled', { session, start: plusHours(soon, 24) }),
  paused: () => signal('coursePaused', { reason: 'travels', reviewOn: soon }),
  crisisFlagged: () => signal('crisisFlagged', {}),
  adverseEventReported: () => signal('adverseEventReported', {}),
  clientWithdrew: () => signal('clientWithdrew', {}),
  holdPlaced: () => signal('holdPlaced', { reason: 'under review', reviewOn: soon }),
  consentRevoked: () => signal('consentRevoked', { kinds: ['electronicMessages'] }),
});
