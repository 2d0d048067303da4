/** A session as it will be if what was tapped without a line is recorded. Each step follows from the one before only. */
import type { SignalName } from '../../../catalog/signals';
import type { Session } from '../../kit/words';
import type { Tapped } from './outbox';

interface Step {
  from: Session['status'];
  to: Session['status'];
  at: 'startedAt' | 'endedAt' | 'releasedAt';
}

const STEPS: Partial<Record<SignalName, Step>> = {
  dosingStarted: { from: 'scheduled', to: 'inSession', at: 'startedAt' },
  dosingEnded: { from: 'inSession', to: 'recovering', at: 'endedAt' },
  clientReleased: { from: 'recovering', to: 'completed', at: 'releasedAt' },
};

export const asTapped = (session: Session, unsent: readonly Tapped[]): Session =>
  unsent.reduce((before, { signal, body }) => {
    const step = STEPS[signal];
    return step?.from === before.status && body.session === before.ref
      ? { ...before, status: step.to, [step.at]: body.occurredAt as string }
      : before;
  }, session);
