/**
 * Courses: the log (steps, events), its projections (courses, ledger, messages, tasks), and invoices.
 * The log contains no client names. Only `courses.client_id` refers to a client.
 */
const APPEND_ONLY = ['course_steps', 'events', 'ledger', 'invoices'];

export const courses = [
  `create table courses (
    id text primary key,
    client_id text references clients (id),
    protocol text,
    protocol_version integer,
    started_at timestamptz not null,
    revision integer not null default 0,
    sequence integer not null default 0,
    head_hash text not null default repeat('0', 64),
    phase text not null default 'starting',
    waiting_on text not null default '',
    next_deadline timestamptz,
    on_hold boolean not null default false,
    balance_cents bigint not null default 0,
    closed text,
    updated_at timestamptz not null
  )`,
  `create index courses_newest on courses (started_at desc, id desc)`,
  `create index courses_of_client on courses (client_id)`,
  `create table course_steps (
    course_id text not null references courses (id),
    revision integer not null check (revision > 0),
    at timestamptz not null,
    consumed jsonb not null,
    refusals jsonb not null,
    summary jsonb not null,
    primary key (course_id, revision)
  )`,
  `create table events (
    course_id text not null,
    seq integer not null check (seq > 0),
    revision integer not null,
    type text not null,
    at timestamptz not null,
    recorded_at timestamptz not null,
    cause text not null,
    by_role text not null,
    by_id text not null,
    body jsonb not null,
    hash text not null,
    primary key (course_id, seq),
    foreign key (course_id, revision) references course_steps (course_id, revision)
  )`,
  `create index events_of_step on events (course_id, revision)`,
  `create table ledger (
    course_id text not null,
    seq integer not null,
    entry text not null,
    kind text not null check (kind in ('charge', 'waiver', 'payment', 'refund', 'fee')),
    code text not null,
    cents bigint not null,
    session text,
    at timestamptz not null,
    cause text not null,
    primary key (course_id, seq),
    unique (course_id, entry),
    foreign key (course_id, seq) references events (course_id, seq)
  )`,
  `create table messages (
    id text primary key,
    course_id text not null references courses (id),
    key text not null,
    template text not null,
    recipient text not null,
    safety boolean not null,
    stale_at timestamptz not null,
    facts jsonb not null,
    due_at timestamptz not null,
    due_seq integer not null,
    state text not null default 'pending'
      check (state in ('pending', 'sending', 'sent', 'failed', 'dropped', 'unknown', 'parked')),
    attempts integer not null default 0,
    attempt_token text,
    last_error text,
    drop_reason text,
    message_id text,
    response text,
    sent_at timestamptz,
    unique (course_id, key)
  )`,
  `create index messages_unfinished on messages (state, due_at) where state not in ('sent', 'dropped')`,
  `create table tasks (
    course_id text not null references courses (id),
    key text not null,
    opened_seq integer not null,
    kind text not null,
    role text not null,
    session text,
    due_by timestamptz,
    opened_at timestamptz not null,
    closed_at timestamptz,
    primary key (course_id, key, opened_seq)
  )`,
  `create index tasks_open on tasks (role, due_by) where closed_at is null`,
  `create table invoice_counter (id integer primary key check (id = 1), last integer not null)`,
  `insert into invoice_counter (id, last) values (1, 0)`,
  `create table invoices (
    number integer primary key check (number > 0),
    course_id text not null,
    entry text not null,
    cents bigint not null,
    issued_at timestamptz not null,
    unique (course_id, entry),
    foreign key (course_id, entry) references ledger (course_id, entry)
  )`,
  `create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only', tg_table_name using errcode = 'TL001';
  end $$`,
  ...APPEND_ONLY.map(
    (table) => `create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function refuse_change()`,
  ),
];
