/** What the course does automatically: messages, tasks, breaches, notices. */
import * as supplies from '../patches/supplies';
import { without, type Rows } from '../patches/patch';

export const system = {
  taskCompleted: (course, { task, at }) => ({
    done: { ...course.done, [task]: at },
    tasks: without(course.tasks, task),
    undelivered: without(
      course.undelivered,
      task.replace(/^(call-instead-of-mail|mail-outcome-unknown):/, ''),
    ),
  }),
  messageDue: ({ done }, { message, at }) => ({ done: { ...done, [message.key]: at } }),
  messageDropped: ({ done, undelivered }, { key, reason, at }) => ({
    done: { ...done, [key]: at },
    undelivered: reason === 'not-consented' ? { ...undelivered, [key]: 'failed' } : without(undelivered, key),
  }),
  messageUndelivered: ({ undelivered, optedOutAt }, { key, how, at }) =>
    how === 'optedOut'
      ? { undelivered: without(undelivered, key), optedOutAt: optedOutAt ?? at }
      : { undelivered: { ...undelivered, [key]: how } },
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
