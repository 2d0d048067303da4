/** Failed codes of the second factor, counted for all API processes together. */
export const codesCounted = [
  `alter table accounts add column codes_since timestamptz, add column codes_failed integer not null default 0`,
];
