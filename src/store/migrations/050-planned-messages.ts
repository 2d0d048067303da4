/** The e-mails that courses will send by themselves, written anew with each step; and how messages are listed. */
export const plannedMessages = [
  `create table planned_messages (
    id text primary key,
    course_id text not null references courses (id),
    key text not null,
    template text not null,
    recipient text not null,
    at timestamptz not null,
    facts jsonb not null,
    withheld text
  )`,
  `create index planned_messages_by_time on planned_messages (at, id)`,
  `create index planned_messages_of_course on planned_messages (course_id)`,
  `create index messages_newest on messages (due_at desc, id desc)`,
  `create index messages_by_state on messages (state, due_at desc, id desc)`,
  `create index messages_parked on messages (due_at desc, id desc)
    where deferred_at is not null and state in ('pending', 'sending')`,
];
