/** Projects a course forward on assumptions, and collects the deadlines it passes. */
import { sessionOf } from '../selectors/sessions';
import type { Assume } from '../../catalog/assumptions';
import { deadlines, type Deadline } from '../status/deadlines';
import { closedGates } from '../gates';
import type { Instant } from '../../time/instant';
import { possibleSteps, soonestOf } from './plan';
import { reason, type Reason } from '../../vocabulary/reasons';
import { simulateFrom, type SimulationResult, type ScriptedSignal, type Script } from './simulate';
import type { Course } from '../state';
import type { Taken } from '../step';

/** A deadline in some projected state. `metAt` is set if it was met before it came. */
export type SeenDeadline = Deadline & { metAt?: Instant };

export interface Projection extends SimulationResult {
  deadlines: SeenDeadline[];
  /** Why the projection stopped, if the course did not end. */
  stuck: Reason[];
}

/** More steps than any course takes. */
const MAX_STEPS = 1_500;

const tooManySteps = reason('too-many-steps', { steps: MAX_STEPS });
const beyondHorizon = reason('beyond-horizon');
const nothingAssumed = reason('nothing-assumed');

/** Collects the deadlines of the states on the way. */
class Watch {
  private readonly seen = new Map<string, SeenDeadline>();
  private last: Course | undefined;

  look(course: Course): void {
    if (course === this.last) return;
    this.last = course;
    const now = new Map(deadlines(course).map((each) => [each.key, each]));
    for (const [key, each] of this.seen) {
      if (!now.has(key) && !each.metAt && course.clock < each.at)
        this.seen.set(key, { ...each, metAt: course.clock });
    }
    for (const [key, each] of now) this.seen.set(key, each);
  }

  /** The deadlines from `from` on, up to the end of the course. */
  all(from: Instant, ended: Instant | undefined): SeenDeadline[] {
    return [...this.seen.values()].filter(({ at }) => at >= from && (!ended || at <= ended));
  }
}

/** People who do what is assumed, until the course ends or they can do no more. */
class AssumedScript implements Script {
  readonly watch = new Watch();
  stuck: Reason[] = [];
  private steps = 0;
  private refused = 0;
  /** The move about to be made, and those made, by session and closed gates. */
  private move: string | undefined;
  private readonly moves = new Set<string>();

  constructor(private readonly assume: Assume) {}

  next(course: Course): ScriptedSignal | undefined {
    this.watch.look(course);
    if (this.stuck.length > 0) return undefined;
    const possible = possibleSteps(course, this.assume);
    const planned = soonestOf(possible);
    if (!planned) return undefined;
    this.move = undefined;
    if (possible.length === 1 && planned.signal.name === 'sessionRescheduled') {
      this.stuck = this.movedBefore(course, planned.signal.session);
      if (this.stuck.length > 0) return undefined;
    }
    // No client can send an id with a space, so it has no answer yet.
    return { at: planned.at, signal: { ...planned.signal, id: `forecast ${this.steps}` } };
  }

  onAnswer(taken: Taken): void {
    this.steps += 1;
    if (this.move) this.moves.add(this.move);
    this.refused = taken.answer.accepted ? 0 : this.refused + 1;
    // A single refusal may be due to an obligation at the same instant.
    if (this.refused > 1) this.stuck = taken.reasons;
    if (this.steps >= MAX_STEPS) this.stuck = [tooManySteps];
  }

  /** The session was moved before with the same gates closed, so moving it again does not help. */
  private movedBefore(course: Course, ref: string): Reason[] {
    const session = sessionOf(course, ref);
    if (session?.kind !== 'dosing') return [];
    const closed = closedGates(course, session.start, 'start', session);
    this.move = `${ref} ${closed.map(({ sentence }) => sentence).join(' ')}`;
    return this.moves.has(this.move) ? closed : [];
  }
}

/** Projects from `from` until the course ends, nobody can do more, or `horizon`. Never throws, always terminates. */
export function project(from: Course, assume: Assume, horizon: Instant): Projection {
  const people = new AssumedScript(assume);
  const result = simulateFrom(from, people, horizon);
  people.watch.look(result.course);
  return {
    ...result,
    deadlines: people.watch.all(from.clock, result.course.closed?.at),
    stuck: result.course.closed ? [] : whyStopped(result.course, people, assume),
  };
}

function whyStopped(course: Course, { stuck }: AssumedScript, assume: Assume): Reason[] {
  if (stuck.length > 0) return stuck;
  return possibleSteps(course, assume).length > 0
    ? [beyondHorizon]
    : [nothingAssumed, ...closedGates(course, course.clock, 'booking')];
}
