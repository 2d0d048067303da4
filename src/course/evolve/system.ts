/** What the course does automatically: messages, tasks, breaches, notices. */
import * as supplies from '../patches/supplies';
import { callsInstead } from '../selectors/messageKeys';
import { noChange, without, type Rows } from '../patches/patch';
import type { EventOf } from '../events';
import type { Course, Mishap, Patch } from '../state';

/** It becomes a task. */
const byHand = ({ undelivered }: Course, key: string, how: Mishap): Pick<Course, 'undelivered'> => ({
  undelivered: { ...undelivered, [key]: how },
});

/** What could not leave the system, by the task to do it by hand. */
const messageOf = (task: string): string => task.replace(/^(call-instead-of-mail|mail-outcome-unknown):/, '');

/** A call that was made needs no second one. The reason for any other task may last. */
function ticked(course: Course, { task, at }: EventOf<'taskCompleted'>): Patch {
  const key = messageOf(task);
  return {
    done: { ...course.done, [task]: at },
    tasks: without(course.tasks, task),
    ...(key in course.undelivered
      ? { undelivered: without(course.undelivered, key) }
      : { ticked: { ...course.ticked, [task]: at } }),
  };
}

export const system = {
  taskCompleted: ticked,
  messageDue: ({ done, undelivered, givenUp }, { message, at }) => ({
    done: { ...done, [message.key]: at },
    undelivered: without(undelivered, message.key),
    ...(givenUp && { givenUp: without(givenUp, message.key) }),
  }),
  messageResent: noChange,
  messageGivenUp: ({ undelivered, givenUp }, { key, at }) => ({
    undelivered: without(undelivered, key),
    givenUp: { ...givenUp, [key]: at },
  }),
  messageDropped: (course, { key, reason, to, at }) =>
    to === 'client' && reason !== 'superseded' && reason !== 'given-up'
      ? { ...byHand(course, key, 'failed'), done: { ...course.done, [key]: at } }
      : { undelivered: without(course.undelivered, key), done: { ...course.done, [key]: at } },
  messageWithheld: (course, { key, template, at }) => {
    // What was stopped on its way is in `done`, although it has not gone out.
    const unsent = { ...course, done: without(course.done, key) };
    return {
      done: unsent.done,
      withheld: { ...course.withheld, [key]: at },
      ...(callsInstead(unsent, { key, template }) && byHand(unsent, key, 'failed')),
    };
  },
  messageUndelivered: (course, { key, how }) =>
    course.givenUp?.[key] === undefined ? byHand(course, key, how === 'optedOut' ? 'failed' : how) : {},
  messageDelivered: ({ undelivered }, { key }) => ({ undelivered: without(undelivered, key) }),
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
