/** Links from e-mails with which people set a password: a hash of what the link says. And names and use of tokens. */
export const accountLinks = [
  `create table account_links (
    hash text primary key,
    staff_id text not null references staff (id),
    purpose text not null,
    expires_at timestamptz not null
  )`,
  `create index account_links_of_staff on account_links (staff_id)`,
  `alter table tokens add column name text, add column last_used_at timestamptz`,
];
