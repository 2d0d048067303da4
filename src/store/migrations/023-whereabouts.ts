/** Where sessions take place, and clients without an e-mail address. */
export const whereabouts = [
  `alter table practice
    add column office_address text,
    add column video_link text`,
  `alter table clients alter column email drop not null`,
];
