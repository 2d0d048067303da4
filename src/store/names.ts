import type { Db } from './database';

/** Names by id, of clients, of those who inquire, or of the staff with those who have left. */
export async function namesOf(
  db: Db,
  table: 'clients' | 'inquiries' | 'staff',
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom(table)
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
