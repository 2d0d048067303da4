/** What the course does by itself: messages, tasks, breaches, notices. */
import type { Course, Patch } from '../state';
import * as supplies from '../supplies';
import { without, type Rows } from './patch';

/** How mail stands. Once nothing is parked the outage is over: the next one is a task again. */
const mailStands = (done: Course['done'], undelivered: Course['undelivered']): Patch => ({
  undelivered,
  done: Object.values(undelivered).includes('parked') ? done : without(done, 'mail-outage'),
});

export const own = {
  taskCompleted: (course, { task, at }) => ({
    done: { ...course.done, [task]: at },
    tasks: without(course.tasks, task),
    undelivered: without(
      course.undelivered,
      task.replace(/^(call-instead-of-mail|mail-outcome-unknown):/, ''),
    ),
  }),
  messageDue: ({ done }, { message, at }) => ({ done: { ...done, [message.key]: at } }),
  messageDropped: ({ done, undelivered }, { key, reason, at }) =>
    mailStands(
      { ...done, [key]: at },
      reason === 'not-consented' ? { ...undelivered, [key]: 'failed' } : without(undelivered, key),
    ),
  messageUndelivered: ({ done, undelivered, optedOutAt }, { key, how, at }) =>
    how === 'optedOut'
      ? { ...mailStands(done, without(undelivered, key)), optedOutAt: optedOutAt ?? at }
      : mailStands(done, { ...undelivered, [key]: how }),
  messageDelivered: ({ done, undelivered }, { key }) => mailStands(done, without(undelivered, key)),
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
    ...(kind === 'prescriptionExpired' && supplies.expired(course, at)),
  }),
} satisfies Partial<Rows>;
