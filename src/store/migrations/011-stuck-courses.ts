/** Courses that do not respond: what the watch found, whom it notified, and which process watches now. */
export const stuckCourses = [
  `create table stuck_courses (
    course_id text primary key references courses (id),
    since timestamptz not null,
    why text not null check (why in ('tasks-failing', 'workflow-missing')),
    lead_notified_at timestamptz,
    engineers_notified_at timestamptz
  )`,
  `create table suspects (
    course_id text primary key references courses (id),
    at timestamptz not null
  )`,
  `create table watch (
    id integer primary key check (id = 1),
    holder text not null,
    until timestamptz not null,
    watched_at timestamptz
  )`,
  `create index courses_open on courses (id) where closed is null`,
];
