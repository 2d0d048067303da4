/** A pause at the client’s request is a hold with an owner and a review date. course.md §6 */
import type { Event } from '../events';
import { reason } from '../../vocabulary/reasons';
import type { Course, Hold } from '../state';
import { accept, refuse, reported, unless, type Decider } from './decider';
import { openHold } from './holds';

const pauseOf = ({ holds }: Course): Hold | undefined => holds.find((hold) => hold.reason === 'pause');

export const coursePaused: Decider<'coursePaused'> = {
  open: (course) => unless(!pauseOf(course), reason('already-paused')),
  decide: (course, signal, at) => {
    const owner = signal.by.role === 'prescriber' ? 'prescriber' : 'therapist';
    const { reason: note, reviewOn } = signal;
    return reviewOn > at
      ? accept(reported(signal, at), openHold(course, at, { reason: 'pause', owner, note, reviewOn }))
      : refuse(reason('review-in-the-past', [owner]));
  },
};

export const courseResumed: Decider<'courseResumed'> = {
  open: (course) => unless(pauseOf(course), reason('not-paused')),
  decide: (course, signal, at) => {
    const pause = pauseOf(course);
    if (!pause) return refuse(reason('not-paused'));
    if (pause.owner !== signal.by.role && signal.by.role !== 'prescriber')
      return refuse(reason('hold-not-yours:pause', { owner: pause.owner }, [pause.owner]));
    const lifted: Event = { type: 'holdLifted', at, hold: pause.ref, reason: 'resumed' };
    return accept(reported(signal, at), lifted);
  },
};
