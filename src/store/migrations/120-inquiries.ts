/** Inquiries of people who are not clients yet, the e-mails about them, and what the practice has set about them. */
export const inquiries = [
  `alter table practice add column inquiries jsonb`,
  `create table inquiries (
    id text primary key,
    created_at timestamptz not null,
    source text not null check (source in ('form', 'staff')),
    language text not null,
    name text not null,
    email text,
    phone text,
    reached_by text not null,
    message text not null,
    answers jsonb not null,
    state text not null default 'open',
    revision integer not null default 1,
    last_request text,
    owed_from timestamptz,
    due_at timestamptz,
    overdue_mailed_at timestamptz,
    mail_trouble boolean not null default false,
    consult jsonb,
    consult_start timestamptz,
    steps jsonb not null default '[]',
    client_id text references clients (id) on delete set null,
    course_id text references courses (id)
  )`,
  `create index inquiries_newest on inquiries (created_at desc, id desc)`,
  `create index inquiries_owed on inquiries (due_at) where due_at is not null`,
  `create index inquiries_consults on inquiries (consult_start) where consult_start is not null`,
  `create table inquiry_mails (
    id text primary key,
    inquiry_id text not null references inquiries (id) on delete cascade,
    kind text not null,
    facts jsonb not null,
    created_at timestamptz not null,
    due_at timestamptz not null,
    state text not null default 'pending',
    content_at timestamptz,
    ended_at timestamptz
  )`,
  `create index inquiry_mails_of on inquiry_mails (inquiry_id)`,
  `create index inquiry_mails_due on inquiry_mails (due_at) where state = 'pending'`,
  `create trigger inquiries_announced after insert or update or delete on inquiries
    for each row execute function announce_change('inquiry', '', 'client_id')`,
  `create trigger inquiry_mails_announced after update of state on inquiry_mails
    for each row execute function announce_change('inquiry')`,
];
