/** What billing has to look at, by course and list, written anew with each step; and how payments are listed. */
export const moneyLines = [
  `create table money_lines (
    course_id text not null references courses (id),
    list text not null,
    since timestamptz not null,
    cents bigint not null,
    detail jsonb not null,
    primary key (course_id, list)
  )`,
  `create index money_lines_by_age on money_lines (list, since, course_id)`,
  `create index ledger_by_time on ledger (at)`,
  `create index invoices_by_time on invoices (issued_at)`,
];
