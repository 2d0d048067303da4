/** The sessions of all courses, for days, calendars and run sheets; written anew with each step of a course. */
export const sessions = [
  `create table sessions (
    course_id text not null references courses (id),
    ref text not null,
    start_at timestamptz not null,
    status text not null,
    fact jsonb not null,
    primary key (course_id, ref)
  )`,
  `create index sessions_by_start on sessions (start_at)`,
];
