import type { Selectable } from 'kysely';
import type { Role } from '../catalog/shapes';
import type { Database, Db } from './database';

export type StaffMember = Selectable<Database['staff']>;

export function staffRepository(db: Db) {
  return {
    /** Adds a staff member, or changes the role, name and e-mail address of the one with this id. */
    async save(member: StaffMember): Promise<void> {
      const { role, name, email } = member;
      await db
        .insertInto('staff')
        .values(member)
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ role, name, email }))
        .execute();
    },

    find: (id: string): Promise<StaffMember | undefined> =>
      db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst(),

    /** Ordered by role, then by id. Optionally only one role. */
    list(role?: Role): Promise<StaffMember[]> {
      const all = db.selectFrom('staff').selectAll().orderBy('role').orderBy('id');
      return (role ? all.where('role', '=', role) : all).execute();
    },
  };
}
