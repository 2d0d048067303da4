/** Which lists every course has been written to: those of an update are filled once, when it first starts. */
export const listsWritten = [
  `create table lists_written (
    id integer primary key check (id = 1),
    version integer not null
  )`,
];
