/** Holds, overrides, the course review, tasks and the end. course.md §3, §6 */
import { bookings, cancelling } from '../selectors/bookings';
import { closedGates, GATES, overrideAbout } from '../gates';
import type { Instant } from '../../time/instant';
import {
  cycleOwing,
  integratedBy,
  isForSafety,
  lastCycle,
  scheduled,
  seriesDone,
} from '../selectors/selectors';
import { notBefore, reason } from '../../vocabulary/reasons';
import type { Course, Hold } from '../state';
import { accept, refuse, reported, unless, type Decider } from './decider';
import { endedWithCourse, incidentHold, openHold } from './holding';
import { beyondTheOrder } from './dosingLimit';

/** An incident holds the course at once; its owner alone lifts it. */
type Incident = 'adverseEventReported' | 'contraindicationReported' | 'crisisFlagged';

function incident(why: Parameters<typeof incidentHold>[1], owner: Hold['owner']): Decider<Incident> {
  return {
    decide: (course, signal, at) => accept(reported(signal, at), incidentHold(course, why, owner, at)),
  };
}

export const adverseEventReported = incident('adverseEvent', 'prescriber');
export const contraindicationReported = incident('contraindication', 'prescriber');
export const crisisFlagged = incident('crisis', 'therapist');

export const holdPlaced: Decider<'holdPlaced'> = {
  decide: (course, signal, at) => {
    const owner = signal.by.role === 'prescriber' ? 'prescriber' : 'therapist';
    const past = unless(
      signal.reviewOn > at,
      reason('review-in-the-past', 'A hold is reviewed at a time still to come.', owner),
    );
    return past.length > 0
      ? refuse(...past)
      : accept(
          reported(signal, at),
          openHold(course, at, { reason: 'staff', owner, note: signal.reason, reviewOn: signal.reviewOn }),
        );
  },
};

export const holdLifted: Decider<'holdLifted'> = {
  open: ({ holds }) => unless(holds.length, reason('not-on-hold', 'The course is not on hold.', 'therapist')),
  decide: (course, signal, at) => {
    const hold = course.holds.find(({ ref }) => ref === signal.hold);
    if (!hold)
      return refuse(reason('hold-unknown', `There is no open ${signal.hold}.`, 'therapist', 'prescriber'));
    const mine = hold.owner === signal.by.role || (!isForSafety(hold) && signal.by.role === 'prescriber');
    return mine
      ? accept(reported(signal, at))
      : refuse(reason('hold-not-yours', `Only the ${hold.owner} lifts ${hold.ref}.`, hold.owner));
  },
};

export const gateOverridden: Decider<'gateOverridden'> = {
  decide: (course, signal, at) => {
    const session = scheduled(course, 'dosing');
    const why = closedGates(course, at, 'start', session).find(({ code }) => code === signal.gate);
    if (!why)
      return refuse(reason('gate-not-closed', `No closed gate is called ${signal.gate}.`, 'therapist'));
    const gate = GATES.find((each) => each.check(course, at, session)?.code === signal.gate);
    if (!gate?.overridable)
      return refuse(reason('gate-not-overridable', `${signal.gate} can never be overridden.`));
    const about = overrideAbout(gate, session);
    const { reason: given, note } = signal;
    return why.resolvableBy.includes(signal.by.role)
      ? accept({
          ...{ type: 'gateOverridden', at, gate: signal.gate, reason: given },
          ...(note !== undefined && { note }),
          ...(about !== undefined && { about }),
        })
      : refuse(
          reason(
            'override-not-yours',
            `${signal.gate} is overridden by: ${why.resolvableBy.join(', ')}.`,
            ...why.resolvableBy,
          ),
        );
  },
};

/** When what is booked will have integrated the cycle that owes it. */
const owedBy = (course: Course): Instant | undefined => {
  const cycle = cycleOwing(course);
  return cycle && integratedBy(course, cycle);
};

export const courseReviewed: Decider<'courseReviewed'> = {
  open: (course, at) => [
    ...unless(
      lastCycle(course),
      reason('nothing-to-review', 'No dosing session has taken place yet.', 'therapist'),
    ),
    ...unless(
      !cycleOwing(course),
      notBefore(
        reason('integration-owed', "The last cycle's integration is not completed.", 'therapist'),
        at,
        owedBy(course),
      ),
    ),
    ...unless(
      !scheduled(course, 'dosing'),
      reason('dosing-already-booked', 'A dosing session is still booked.', 'therapist'),
    ),
  ],
  decide: (course, signal, at) => {
    if (signal.decision === 'end') {
      const closed = { type: 'courseClosed', at, outcome: 'completed' } as const;
      return accept(
        reported(signal, at),
        ...cancelling(bookings(course), at, true),
        closed,
        ...endedWithCourse(course, at),
      );
    }
    const more = signal.decision === 'moreDosing' ? course.dosingsPlanned + (signal.dosings ?? 1) : 0;
    const reasons = [
      ...beyondTheOrder(course, more),
      ...unless(
        seriesDone(course),
        reason('series-not-done', 'Dosing sessions of the series are still to come.', 'therapist'),
      ),
      ...unless(
        signal.reviewOn === undefined || signal.reviewOn > at,
        reason('review-in-the-past', 'It is reviewed again at a time still to come.', 'therapist'),
      ),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const taskCompleted: Decider<'taskCompleted'> = {
  open: ({ tasks }) => unless(Object.keys(tasks).length, reason('no-task-open', 'No task is open.')),
  decide: (course, signal, at) => {
    return Object.hasOwn(course.tasks, signal.task)
      ? accept(reported(signal, at))
      : refuse(reason('task-unknown', `No open task is called ${signal.task}.`));
  },
};
