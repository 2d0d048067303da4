/**
 * Delivery data of a mail: since when the mail server has not accepted it, when the current claim started to send
 * its content, and how many times sending has started.
 */
export const mail = [
  `alter table messages
    add column deferred_at timestamptz,
    add column content_at timestamptz,
    add column sends integer not null default 0`,
  `update messages set state = 'pending', deferred_at = due_at where state = 'parked'`,
  `alter table messages
    drop constraint messages_state_check,
    add constraint messages_state_check
      check (state in ('pending', 'sending', 'sent', 'failed', 'dropped', 'unknown'))`,
];
