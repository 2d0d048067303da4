/**
 * A link can be the partner's, or a prescriber's without an account: then it says whose address on file it went to. Before it
 * shows anything, a code goes there too. What was answered is remembered, so that a second answer is no other decision.
 */
export const linksOfPrescribers = [
  'alter table page_links add column reader text',
  'alter table page_links add column address_hash text',
  `create table page_codes (
    link_hash text primary key references page_links (hash),
    code_hash text,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    wrong integer not null default 0,
    sends integer not null default 1,
    counted_since timestamptz not null
  )`,
  `create table page_answers (
    course_id text not null references courses (id),
    asked text not null,
    answer text not null,
    at timestamptz not null,
    primary key (course_id, asked)
  )`,
  'alter table practice add column partner_code_required boolean not null default true',
];
