/** Who looks after a course, derived from its log; and since when a member of the staff has left. */
export const careTeam = [
  `create table care_team (
    course_id text not null references courses (id),
    role text not null,
    staff_id text not null,
    primary key (course_id, role)
  )`,
  `create index care_team_of_staff on care_team (staff_id)`,
  `alter table staff add column left_at timestamptz`,
];
