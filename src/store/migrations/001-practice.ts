/** The practice, its staff, their tokens, and the clients. */
export const practice = [
  `create table practice (
    id integer primary key check (id = 1),
    name text not null,
    zone text not null,
    sender_name text not null,
    sender_address text not null,
    callback_number text not null,
    closed_days jsonb not null,
    contacts jsonb not null
  )`,
  `create table staff (
    id text primary key,
    role text not null,
    name text not null,
    email text not null,
    created_at timestamptz not null
  )`,
  `create table tokens (
    hash text primary key,
    id text not null unique,
    role text not null,
    staff_id text not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz
  )`,
  `create table clients (
    id text primary key,
    name text not null,
    email text not null,
    phone text,
    zone text not null,
    opted_out_at timestamptz,
    unsubscribe_token text not null unique,
    created_at timestamptz not null
  )`,
  `create table support_persons (
    id text primary key,
    client_id text not null references clients (id) on delete cascade,
    name text not null,
    email text not null,
    phone text,
    created_at timestamptz not null
  )`,
  `create index support_persons_of_client on support_persons (client_id, created_at)`,
];
