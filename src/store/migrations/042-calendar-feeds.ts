/** The secret calendar address of somebody on the staff: a hash of it. When its content was last seen to be another. */
export const calendarFeeds = [
  `create table calendar_feeds (
    staff_id text primary key references staff (id),
    hash text not null unique,
    created_at timestamptz not null,
    etag text not null default '',
    changed_at timestamptz not null
  )`,
];
