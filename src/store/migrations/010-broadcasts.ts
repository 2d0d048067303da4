/** Reports for many courses, and the courses that have not received them yet. */
export const broadcasts = [
  `create table broadcasts (
    id text primary key,
    name text not null,
    fields jsonb not null,
    client_id text references clients (id),
    by_role text not null,
    by_id text not null,
    at timestamptz not null
  )`,
  `create table unreached (
    broadcast_id text not null references broadcasts (id) on delete cascade,
    course_id text not null references courses (id),
    why text not null default 'not-yet',
    attempts integer not null default 0,
    next_at timestamptz not null,
    primary key (broadcast_id, course_id)
  )`,
  `create index unreached_next on unreached (next_at)`,
];
