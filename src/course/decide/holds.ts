/** Holds: how they open, who lifts them, and which end with the course. course.md §1, §6 */
import { plusBusinessDays } from '../../time/calendar';
import type { Event } from '../events';
import type { Instant } from '../../time/instant';
import { holdRef, isSafetyHold } from '../selectors/holds';
import { reason } from '../../vocabulary/reasons';
import type { Course, Hold } from '../state';
import { accept, refuse, reported, unless, type Decider } from './decider';

export const openHold = (
  course: Course,
  at: Instant,
  hold: Pick<Hold, 'reason' | 'owner' | 'note' | 'reviewOn'>,
): Event => ({
  type: 'holdOpened',
  at,
  hold: { ref: holdRef(course.holdsPlaced + 1), since: at, ...hold },
});

/** Pauses and holds by staff end with the course. A safety hold stays, and keeps back e-mail to the client. §6 */
export const endedWithCourse = ({ holds }: Course, at: Instant): Event[] =>
  holds
    .filter((hold) => !isSafetyHold(hold))
    .map(({ ref }) => ({ type: 'holdLifted', at, hold: ref, reason: 'the course has ended' }));

/** The hold after an incident. Only its owner can lift it. Reviewed the next business day. */
export const incidentHold = (
  course: Course,
  reason: 'adverseEvent' | 'contraindication' | 'crisis' | 'safetyAnswer',
  owner: Hold['owner'],
  at: Instant,
): Event =>
  openHold(course, at, { reason, owner, note: '', reviewOn: plusBusinessDays(course.practice, at, 1) });

/** An incident puts the course on hold at once. Only the owner can lift that hold. */
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
    const past = unless(signal.reviewOn > at, reason('review-in-the-past', [owner]));
    return past.length > 0
      ? refuse(...past)
      : accept(
          reported(signal, at),
          openHold(course, at, { reason: 'staff', owner, note: signal.reason, reviewOn: signal.reviewOn }),
        );
  },
};

export const holdLifted: Decider<'holdLifted'> = {
  open: ({ holds }) => unless(holds.length, reason('not-on-hold')),
  decide: (course, signal, at) => {
    const hold = course.holds.find(({ ref }) => ref === signal.hold);
    if (!hold) return refuse(reason('hold-unknown', { hold: signal.hold }));
    const mine = hold.owner === signal.by.role || (!isSafetyHold(hold) && signal.by.role === 'prescriber');
    return mine
      ? accept(reported(signal, at))
      : refuse(reason('hold-not-yours:hold', { owner: hold.owner, hold: hold.ref }, [hold.owner]));
  },
};
