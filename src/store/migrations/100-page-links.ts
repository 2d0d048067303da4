/** Links to pages for clients, stored as hashes. Ended ones stay, so that their pages can say what happened. */
export const pageLinks = [
  `create table page_links (
    hash text primary key,
    course_id text not null references courses (id),
    purpose text not null,
    about text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    wrong_facts integer not null default 0
  )`,
  `create index page_links_of_course on page_links (course_id, purpose) where ended_at is null`,
];
