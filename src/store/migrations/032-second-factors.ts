/** Second factors: secrets are encrypted, recovery codes are hashes; the step of the last code says that it was used. */
export const secondFactors = [
  `alter table accounts
    add column totp_secret text,
    add column totp_offered text,
    add column totp_step bigint not null default 0`,
  `create table recovery_codes (
    staff_id text not null references accounts (staff_id),
    hash text not null,
    primary key (staff_id, hash)
  )`,
];
