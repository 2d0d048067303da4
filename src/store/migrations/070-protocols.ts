/** Versions of protocols that were saved while the installation ran. As text in JSON: its fields keep their order. */
export const protocols = [
  `create table protocols (
    id text not null,
    version integer not null check (version > 0),
    content json not null,
    saved_at timestamptz not null,
    saved_by text not null,
    primary key (id, version)
  )`,
  `create trigger protocols_append_only before update or delete or truncate on protocols
    for each statement execute function refuse_change()`,
];
