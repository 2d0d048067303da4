/** The texts that clients sign, and under which name each was signed. Neither is ever changed: a new text is a new version. */
export const consentTexts = [
  `create table consent_texts (
    kind text not null,
    language text not null,
    version integer not null check (version > 0),
    body text not null,
    sha256 text not null,
    saved_at timestamptz not null,
    saved_by text not null,
    primary key (kind, language, version)
  )`,
  `create trigger consent_texts_append_only before update or delete or truncate on consent_texts
    for each statement execute function refuse_change()`,
  `create trigger consent_texts_announced after insert on consent_texts
    for each row execute function announce_change('practice')`,
  `create table consent_signatures (
    course_id text not null references courses (id),
    signal_id text not null,
    kind text not null,
    language text not null,
    version integer not null,
    typed_name text not null,
    signed_at timestamptz not null,
    primary key (course_id, signal_id),
    foreign key (kind, language, version) references consent_texts (kind, language, version)
  )`,
  `create trigger consent_signatures_append_only before update or delete or truncate on consent_signatures
    for each statement execute function refuse_change()`,
];
