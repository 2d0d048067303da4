/** Opening hours, the protocols a practice offers, its mail server, and the code that proves the owner of an empty installation. */
export const settings = [
  `alter table practice add column hours jsonb, add column protocols text[]`,
  `create table mail_settings (
    id integer primary key check (id = 1),
    host text not null,
    port integer not null,
    security text not null,
    username text,
    password_sealed text
  )`,
  `create table set_up_code (
    id integer primary key check (id = 1),
    hash text not null,
    expires_at timestamptz not null,
    guesses_left integer not null
  )`,
];
