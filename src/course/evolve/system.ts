/** What the course does automatically: messages, tasks, breaches, notices. */
import * as supplies from '../patches/supplies';
import { callsInstead } from '../selectors/messageKeys';
import { answered } from '../patches/clientsWords';
import { noChange, without, type Rows } from '../patches/patch';
import type { EventOf } from '../events';
import type { Course, Mishap, Patch } from '../state';

/** It is no longer on its way. */
const ended = ({ resent }: Course, key: string): Patch => (resent ? { resent: without(resent, key) } : {});

/** It becomes a task, or stays one. */
const byHand = (course: Course, key: string, how: Mishap): Patch => ({
  ...ended(course, key),
  undelivered: { ...course.undelivered, [key]: how },
});

/** Nobody is asked about it, or not any more. */
const settled = (course: Course, key: string): Patch => ({
  ...ended(course, key),
  undelivered: without(course.undelivered, key),
});

/** Whether a message that was not sent is to be replaced by a call: a client's, or one that people sent again. */
const isMissed = (
  { resent = {} }: Course,
  { key, reason, to }: Pick<EventOf<'messageDropped'>, 'key' | 'reason' | 'to'>,
): boolean =>
  reason !== 'superseded' && reason !== 'given-up' && (to === 'client' || Object.hasOwn(resent, key));

/** What could not leave the system, by the task to do it by hand. */
const messageOf = (task: string): string => task.replace(/^(call-instead-of-mail|mail-outcome-unknown):/, '');

/** A call that was made needs no second one, and neither does what a client said. The reason for any other task may last. */
function ticked(course: Course, { task, at }: EventOf<'taskCompleted'>): Patch {
  const key = messageOf(task);
  return {
    done: { ...course.done, [task]: at },
    tasks: without(course.tasks, task),
    ...(key in course.undelivered
      ? settled(course, key)
      : (answered(course, course.tasks[task]) ?? { ticked: { ...course.ticked, [task]: at } })),
  };
}

export const system = {
  taskCompleted: ticked,
  messageDue: (course, { message: { key, again }, at }) => ({
    done: { ...course.done, [key]: at },
    ...(again ? { resent: { ...course.resent, [key]: at } } : settled(course, key)),
    ...(course.givenUp && { givenUp: without(course.givenUp, key) }),
  }),
  messageResent: noChange,
  messageGivenUp: (course, { key, at }) => ({
    ...settled(course, key),
    givenUp: { ...course.givenUp, [key]: at },
  }),
  messageDropped: (course, event) => ({
    ...(isMissed(course, event) ? byHand(course, event.key, 'failed') : settled(course, event.key)),
    done: { ...course.done, [event.key]: event.at },
  }),
  messageWithheld: (course, { key, template, at }) => {
    // What was stopped on its way is in `done`, although it has not gone out.
    const unsent = { ...course, done: without(course.done, key) };
    return {
      ...ended(course, key),
      done: unsent.done,
      withheld: { ...course.withheld, [key]: at },
      ...(callsInstead(unsent, { key, template }) && byHand(unsent, key, 'failed')),
    };
  },
  messageUndelivered: (course, { key, how }) =>
    course.givenUp?.[key] === undefined
      ? byHand(course, key, how === 'optedOut' ? 'failed' : how)
      : ended(course, key),
  messageDelivered: (course, { key }) => settled(course, key),
  taskOpened: ({ tasks }, { key, kind, role, session, dueBy, at }) => ({
    tasks: {
      ...tasks,
      [key]: { key, kind, role, openedAt: at, ...(session && { session }), ...(dueBy && { dueBy }) },
    },
  }),
  taskClosed: ({ tasks, ticked: before }, { key }) => ({
    tasks: without(tasks, key),
    ...(before && { ticked: without(before, key) }),
  }),
  breached: (course, { key, cycle, at }) => ({
    done: { ...course.done, [key]: at },
    cycles: course.cycles.map((each) => (each.number === cycle ? { ...each, breachedAt: at } : each)),
  }),
  noticed: (course, { key, kind, at }) => ({
    done: { ...course.done, [key]: at },
    ...(kind === 'boosterWindowMissed' && { medicalReviewOwed: true }),
    ...(kind === 'prescriptionExpired' && supplies.applyExpired(course, at)),
  }),
} satisfies Partial<Rows>;
