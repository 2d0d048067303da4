/** Engineers signed in at the codec server: a hash of the cookie, never the cookie. */
export const codecSessions = [
  `create table codec_sessions (
    hash text primary key,
    token_id text not null references tokens (id),
    expires_at timestamptz not null
  )`,
];
