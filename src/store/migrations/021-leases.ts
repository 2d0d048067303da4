/** Who is at work on a request, and when that process last said so, by the database's clock. */
export const leases = [
  `alter table api_requests
    add column owner text,
    add column renewed_at timestamptz not null default '-infinity'`,
];
