/**
 * What is known of a mail on its way: since when the mail server has not taken it, and whether any of its
 * content has gone out under the present claim, and how often it has in all.
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
