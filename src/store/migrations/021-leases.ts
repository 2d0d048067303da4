/** Which process handles a request, and when it last renewed its lease, by the database's clock. */
export const leases = [
  `alter table api_requests
    add column owner text,
    add column renewed_at timestamptz not null default '-infinity'`,
];
