/** Overrides of closed gates. course.md §4 */
import { closedGate, overrideAbout } from '../gates';
import { scheduledSession } from '../selectors/sessions';
import { reason } from '../../vocabulary/reasons';
import { roleNames } from '../../vocabulary/roles';
import { accept, refuse, type Decider } from './decider';

export const gateOverridden: Decider<'gateOverridden'> = {
  decide: (course, signal, at) => {
    const session = scheduledSession(course, 'dosing');
    const found = closedGate(course, signal.gate, at, session);
    if (!found) return refuse(reason('gate-not-closed', { gate: signal.gate }));
    const { gate, why } = found;
    if (!gate.overridable) return refuse(reason('gate-not-overridable', { gate: signal.gate }));
    const about = overrideAbout(gate, session);
    const { reason: given, note } = signal;
    const allowed = gate.overridableBy ?? why.resolvableBy;
    return allowed.includes(signal.by.role)
      ? accept({
          ...{ type: 'gateOverridden', at, gate: signal.gate, reason: given },
          ...(note !== undefined && { note }),
          ...(about !== undefined && { about }),
        })
      : refuse(reason('override-not-yours', { gate: signal.gate, roles: roleNames(allowed) }, allowed));
  },
};
