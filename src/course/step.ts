/**
 * One step of a course: handles a signal and everything that has come due, until nothing is left. Pure.
 * The workflow, the simulation and the tests all use it. architecture.md "One step"
 */
import type { Actor, Signal } from '../catalog/signals';
import { heldBack, obligations, type MessageOwed, type Obligation } from './clocks';
import { decide } from './decide';
import { dueBy } from './clocks/taskDueBy';
import { evolve } from './evolve';
import type { Event, EventOf, Recorded } from './events';
import { byInstant, earliest, latest, type Instant } from '../time/instant';
import { mayLeave } from './clocks/quietHours';
import type { Reason } from '../vocabulary/reasons';
import type { Answer, Course } from './state';
import type { Warning } from '../vocabulary/warnings';
import { warningsAfter } from './warnings';

export const SYSTEM: Actor = { role: 'system', id: 'course' };

export interface Taken {
  course: Course;
  events: Recorded[];
  answer: Answer;
  /** The reasons of a refusal; empty for a repeated signal. */
  reasons: Reason[];
  repeated: boolean;
  /** What people should look at about what the signal booked, although it was accepted. */
  warnings: Warning[];
}

/** One step in the log. The course adopts exactly this. */
export interface LoggedStep {
  events: Recorded[];
  refusals: { signal: { id: string }; code: string; at: Instant }[];
  consumed: string[];
}

const isSettled = (course: Course, owed: Obligation): boolean =>
  owed.kind === 'task'
    ? owed.key in course.tasks || owed.key in (course.ticked ?? {})
    : owed.key in course.done || (owed.kind === 'message' && outlastedByHold(course, owed));

/** A hold withheld it until it was stale: that is recorded, and nothing comes of it after the hold. */
const outlastedByHold = ({ withheld, clock }: Course, { key, message }: MessageOwed): boolean =>
  withheld !== undefined && key in withheld && message.staleAt < clock;

/** What a hold keeps from going out, not yet recorded as withheld. */
export const pendingOnHold = (course: Course): MessageOwed[] =>
  heldBack(course).filter(({ key }) => !(key in course.done) && !(key in (course.withheld ?? {})));

/** What is still owed, overdue or in the future. */
export function pending(course: Course): Obligation[] {
  return obligations(course).filter((owed) => !isSettled(course, owed));
}

/**
 * When the course acts on an obligation, at `now`: an overdue message to a client waits for the morning at
 * night, unless it would be stale by then.
 */
export function actsAt({ client }: Course, owed: Obligation, now: Instant): Instant {
  if (owed.kind !== 'message' || owed.due > now) return owed.due;
  const leaves = mayLeave(client.zone, owed.message, now);
  return leaves > owed.message.staleAt ? owed.due : leaves;
}

/** The next instant at which the course must act on its own, if any. */
export function nextDeadline(course: Course, now: Instant): Instant | undefined {
  return earliest([
    ...pending(course).map((owed) => actsAt(course, owed, now)),
    ...pendingOnHold(course).map(({ due }) => due),
  ]);
}

/** Whether this state owes the obligation with this key, discharged or not. */
export const owes = (course: Course, key: string): boolean =>
  obligations(course).some((owed) => owed.key === key);

interface Folded {
  course: Course;
  recorded: Recorded[];
}

/** Records events and applies them. The first event creates the course. */
function fold(course: Course | undefined, events: Event[], cause: string, by: Actor, now: Instant): Folded {
  let seq = course?.sequence ?? 0;
  let after = course;
  const recorded = events.map((event): Recorded => {
    const one = { ...event, seq: ++seq, recordedAt: now, cause, by };
    after = evolve(after, one);
    return one;
  });
  return { course: begun(after), recorded };
}

function begun(course: Course | undefined): Course {
  if (!course) throw new RangeError('a course begins with an event');
  return course;
}

/** The event for an obligation that has come due. It happened when it was due, not when it was noticed. */
function discharge(course: Course, owed: Obligation, now: Instant): Event {
  const at = latest(owed.due, course.startedAt);
  switch (owed.kind) {
    case 'message': {
      const { key, template, to, staleAt } = owed.message;
      const dropped = (reason: EventOf<'messageDropped'>['reason']): Event => ({
        type: 'messageDropped',
        at,
        key,
        template,
        to,
        reason,
      });
      if (mayLeave(course.client.zone, owed.message, now) > staleAt) return dropped('stale');
      if (to === 'client' && !course.consents.electronicMessages) return dropped('not-consented');
      // Withheld by a hold, and staff were asked to call instead.
      const asked = Object.hasOwn(course.undelivered, key);
      return { type: 'messageDue', at, message: { ...owed.message, ...(asked && { again: true as const }) } };
    }
    case 'task': {
      const by = owed.task.dueBy ?? dueBy(course, owed.task.kind, at);
      return { type: 'taskOpened', at, key: owed.key, ...owed.task, ...(by && { dueBy: by }) };
    }
    case 'breach':
      return { type: 'breached', at, key: owed.key, ...owed.breach };
    case 'notice':
      return { type: 'noticed', at, key: owed.key, kind: owed.notice };
    case 'referral':
      return { type: 'referralRequested', at };
    case 'ledger':
      return { type: 'ledgerEntered', at, ...owed.entry };
  }
}

const withhold = (course: Course, { due, message: { key, template, to } }: MessageOwed): Event => ({
  type: 'messageWithheld',
  at: latest(due, course.startedAt),
  ...{ key, template, to, reason: 'on-hold' as const },
});

const byDue = byInstant<Obligation>(({ due }) => due);

/** The earliest first. Of several at one instant, by key, so that a replay takes the same order. */
const inOrder = (a: Obligation, b: Obligation): number => byDue(a, b) || (a.key < b.key ? -1 : 1);

/** With more than this in one step, a clock keeps coming due forever: the workflow task fails and reports it. */
const MAX_EVENTS_PER_STEP = 2_000;

/**
 * A task whose reason is gone, open or closed by hand. The end of a course is no such reason: the end may be undone, and
 * nobody should do everything again.
 */
const outlived = ({ tasks, ticked = {}, closed }: Course, wanted: ReadonlySet<string>): string | undefined =>
  [...Object.keys(tasks), ...(closed ? [] : Object.keys(ticked))].find((key) => !wanted.has(key));

/** Discharges everything due by `now` and closes tasks whose reason is gone, until nothing changes. */
export function settle(start: Course, now: Instant): { course: Course; events: Recorded[] } {
  const events: Recorded[] = [];
  let course = start;
  for (;;) {
    const owed = obligations(course);
    const wanted = new Set(owed.filter(({ due }) => due <= now).map(({ key }) => key));
    const over = outlived(course, wanted);
    const [due] = owed
      .filter((each) => !isSettled(course, each) && actsAt(course, each, now) <= now)
      .sort(inOrder);
    const held = pendingOnHold(course).find((each) => each.due <= now);
    const event: Event | undefined =
      over !== undefined
        ? { type: 'taskClosed', at: course.clock, key: over }
        : due
          ? discharge(course, due, now)
          : held && withhold(course, held);
    if (!event) return { course, events };
    if (events.length >= MAX_EVENTS_PER_STEP) throw new RangeError(`${event.type} comes due again and again`);
    const next = fold(course, [event], over ?? due?.key ?? held?.key ?? '', SYSTEM, now);
    events.push(...next.recorded);
    course = next.course;
  }
}

/** The first events of a course. */
export function start(
  first: Omit<EventOf<'courseStarted'>, 'type'>,
  by: Actor,
  now: Instant,
): { course: Course; events: Recorded[] } {
  const { course, recorded } = fold(
    undefined,
    [{ type: 'courseStarted', ...first }],
    `start:${first.course}`,
    by,
    now,
  );
  const settledAt = settle(course, now);
  return { course: settledAt.course, events: [...recorded, ...settledAt.events] };
}

/** Whether a signal with this id has been accepted. */
export const hasAccepted = ({ answers }: Course, id: string): boolean =>
  Object.hasOwn(answers, id) && answers[id]?.accepted === true;

/**
 * Handles one signal: what came due before it, its events, and what immediately follows from them. The id of
 * an accepted signal gets its first answer when it is repeated. A refusal changed nothing, so its id is judged
 * again. A course that slept past a deadline has breached it nevertheless.
 */
export function take(asleep: Course, signal: Signal, now: Instant): Taken {
  if (hasAccepted(asleep, signal.id))
    return {
      course: asleep,
      events: [],
      answer: { accepted: true },
      reasons: [],
      repeated: true,
      warnings: [],
    };
  const { course, events: overdue } = settle(asleep, now);
  const decision = decide(course, signal, now);
  if (!decision.accepted) {
    const [first] = decision.reasons;
    const answer: Answer = { accepted: false, code: first?.code ?? 'impossible' };
    return {
      course: withAnswer(course, signal.id, { ...answer, at: now }),
      events: overdue,
      answer,
      reasons: decision.reasons,
      repeated: false,
      warnings: [],
    };
  }
  const own = fold(course, decision.events, signal.id, signal.by, now);
  const rest = settle(own.course, now);
  const answer: Answer = { accepted: true };
  return {
    course: withAnswer(rest.course, signal.id, answer),
    events: [...overdue, ...own.recorded, ...rest.events],
    answer,
    reasons: [],
    repeated: false,
    warnings: warningsAfter(rest.course, own.recorded, signal.id),
  };
}

/** Why a message was stopped on its way: somebody gave it up, a hold withholds it, or else the course changed. */
function stoppedAs(course: Course, dropped: EventOf<'messageDropped'>): Event | undefined {
  const { key, at, template, to } = dropped;
  if (course.givenUp?.[key] !== undefined) return { ...dropped, reason: 'given-up' };
  const held = heldBack(course).some((owed) => owed.key === key);
  return held ? { type: 'messageWithheld', at, key, template, to, reason: 'on-hold' } : undefined;
}

/** Records the outcome of a message. */
export function noteDelivery(
  course: Course,
  event: EventOf<'messageUndelivered' | 'messageDelivered' | 'messageDropped'>,
  now: Instant,
): { course: Course; events: Recorded[] } {
  const superseded = event.type === 'messageDropped' && event.reason === 'superseded';
  const stopped = superseded ? stoppedAs(course, event) : undefined;
  const own = fold(course, [stopped ?? event], event.key, SYSTEM, now);
  const rest = settle(own.course, now);
  return { course: rest.course, events: [...own.recorded, ...rest.events] };
}

/** Whether an event is the record of this outcome, in the form that `noteDelivery` gives it. */
export const recordsOutcome = (
  { type, cause }: Recorded,
  outcome: EventOf<'messageUndelivered' | 'messageDelivered' | 'messageDropped'>,
): boolean =>
  cause === outcome.key &&
  (type === outcome.type || (outcome.type === 'messageDropped' && type === 'messageWithheld'));

const withAnswer = (course: Course, id: string, answer: Answer): Course => ({
  ...course,
  answers: { ...course.answers, [id]: answer },
});

/** The state after a committed step: what the log holds, whatever was proposed. */
export function adopt(course: Course | undefined, step: LoggedStep): Course {
  let after = course;
  for (const event of step.events) after = evolve(after, event);
  let adopted = begun(after);
  for (const id of step.consumed) {
    const refusal = step.refusals.find(({ signal }) => signal.id === id);
    const answer: Answer = refusal
      ? { accepted: false, code: refusal.code, at: refusal.at }
      : { accepted: true };
    adopted = withAnswer(adopted, id, answer);
  }
  return { ...adopted, revision: adopted.revision + 1 };
}
