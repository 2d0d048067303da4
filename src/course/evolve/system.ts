/** What the course does automatically: messages, tasks, breaches, notices. */
import * as supplies from '../patches/supplies';
import { callsInstead } from '../selectors/messageKeys';
import { without, type Rows } from '../patches/patch';
import type { Course, Mishap, Patch } from '../state';

/** It becomes a task, also if an earlier task about the same message is done. */
const byHand = ({ undelivered, done }: Course, key: string, how: Mishap): Patch => ({
  undelivered: { ...undelivered, [key]: how },
  done: without(without(done, `call-instead-of-mail:${key}`), `mail-outcome-unknown:${key}`),
});

export const system = {
  taskCompleted: (course, { task, at }) => ({
    done: { ...course.done, [task]: at },
    tasks: without(course.tasks, task),
    undelivered: without(
      course.undelivered,
      task.replace(/^(call-instead-of-mail|mail-outcome-unknown):/, ''),
    ),
  }),
  messageDue: ({ done, undelivered }, { message, at }) => ({
    done: { ...done, [message.key]: at },
    undelivered: without(undelivered, message.key),
  }),
  messageDropped: (course, { key, reason, to, at }) =>
    to === 'client' && reason !== 'superseded'
      ? byHand({ ...course, done: { ...course.done, [key]: at } }, key, 'failed')
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
  messageUndelivered: (course, { key, how }) => byHand(course, key, how === 'optedOut' ? 'failed' : how),
  messageDelivered: ({ undelivered }, { key }) => ({ undelivered: without(undelivered, key) }),
  taskOpened: ({ tasks }, { key, kind, role, session, dueBy, at }) => ({
    tasks: {
      ...tasks,
      [key]: { key, kind, role, openedAt: at, ...(session && { session }), ...(dueBy && { dueBy }) },
    },
  }),
  taskClosed: ({ tasks }, { key }) => ({ tasks: without(tasks, key) }),
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
