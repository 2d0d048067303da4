/** Who signs in by the identity provider alone has no password. */
export const accountsWithoutPassword = [`alter table accounts alter column password_hash drop not null`];
