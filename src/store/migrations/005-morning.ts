/** Columns for the practice's morning views. */
export const morning = [
  `alter table courses
    add column waiting_since timestamptz,
    add column breach_at timestamptz,
    add column silent_from timestamptz,
    add column prescriber_since timestamptz`,
  `create index courses_breach on courses (breach_at) where breach_at is not null`,
  `create index tasks_due on tasks (due_by) where closed_at is null`,
];
