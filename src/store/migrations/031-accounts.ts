/** Passwords of the staff, and the browsers in which they are signed in: a hash of the cookie, never the cookie. */
export const accounts = [
  `alter table practice add column second_factor_required boolean not null default true`,
  `create table accounts (
    staff_id text primary key references staff (id),
    password_hash text not null,
    changed_at timestamptz not null
  )`,
  `create table sign_ins (
    id text primary key,
    hash text not null unique,
    staff_id text not null references accounts (staff_id),
    stage text not null,
    browser text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null
  )`,
  `create index sign_ins_of_staff on sign_ins (staff_id)`,
];
