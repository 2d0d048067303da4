/** The audit of what is not a course event (refusals, sign-ins, decryptions), and answers by Idempotency-Key. */
export const auditAndRequests = [
  `create table audit (
    stream text not null,
    seq integer not null check (seq > 0),
    at timestamptz not null,
    kind text not null,
    by_role text,
    by_id text,
    course_id text,
    detail jsonb not null,
    hash text not null,
    primary key (stream, seq)
  )`,
  `create index audit_of_course on audit (course_id) where course_id is not null`,
  `create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function refuse_change()`,
  `create table api_requests (
    scope text not null,
    key text not null,
    request_hash text not null,
    status integer,
    body jsonb not null default 'null',
    started_at timestamptz not null,
    primary key (scope, key)
  )`,
  `create index api_requests_oldest on api_requests (started_at)`,
];
