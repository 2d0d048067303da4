/** A person on the staff has any number of roles, in order, and an e-mail address that nobody else there has. */
export const roles = [
  `alter table staff add column roles text[]`,
  `update staff set roles = array[role]`,
  `alter table staff alter column roles set not null, add check (cardinality(roles) > 0), drop column role`,
  `create unique index staff_by_email on staff (lower(email)) where left_at is null`,
];
