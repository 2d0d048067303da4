/** Who may be the same person as somebody, among the clients or those who inquire. */
import { sql, type RawBuilder } from 'kysely';
import type { Db } from './database';

/** Somebody who may be the same person, and what is the same. */
export interface Resembling {
  id: string;
  same: string[];
}

type Text = string | null | RawBuilder<unknown>;

/** In small letters, with single blanks. */
const tidy = (text: Text) => sql`lower(regexp_replace(trim(${text}::text), '\\s+', ' ', 'g'))`;

/** The digits of a phone number. Without its country code, a number of this country is the same. */
export const digits = (text: Text) =>
  sql`regexp_replace(regexp_replace(${text}::text, '\\D', '', 'g'), '^1', '')`;

interface Somebody {
  /** Never found themselves. */
  id: string;
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
}

/** Others with the same name, e-mail address or phone number, however written; the newest first, at most 20. */
export async function resemblingIn(
  db: Db,
  table: 'clients' | 'inquiries',
  { id, name, email, phone }: Somebody,
): Promise<Resembling[]> {
  const sameName = sql<boolean>`coalesce(${tidy(sql.ref('name'))} = ${tidy(name ?? null)}, false)`;
  const sameEmail = sql<boolean>`coalesce(lower(email) = lower(${email ?? null}::text), false)`;
  const samePhone = sql<boolean>`coalesce(${digits(sql.ref('phone'))} = ${digits(phone ?? null)}, false)`;
  const rows = await db
    .selectFrom(table)
    .select(['id', sameName.as('byName'), sameEmail.as('byEmail'), samePhone.as('byPhone')])
    .where('id', '<>', id)
    .where((eb) => eb.or([sameName, sameEmail, samePhone]))
    .orderBy('createdAt', 'desc')
    .limit(20)
    .execute();
  return rows.map(({ id: other, byName, byEmail, byPhone }) => ({
    id: other,
    same: [
      ...(byName ? ['name'] : []),
      ...(byEmail ? ['e-mail address'] : []),
      ...(byPhone ? ['phone number'] : []),
    ],
  }));
}
