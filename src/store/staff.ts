import type { Selectable } from 'kysely';
import type { Role } from '../catalog/shapes';
import type { Instant } from '../time/instant';
import type { StaffRole } from '../vocabulary/roles';
import type { Database, Db } from './database';
import { present, presentOrUndefined, type Present } from './values';

export type StaffMember = Present<Selectable<Database['staff']>>;

/** Someone who looks after a course, in a role. */
export interface TeamMember extends StaffMember {
  teamRole: StaffRole;
}

export function staffRepository(db: Db) {
  return {
    /** Adds a staff member, or changes the role, name and e-mail address of the one with this id, who may be back. */
    async save({ id, role, name, email, createdAt }: Omit<StaffMember, 'leftAt'>): Promise<void> {
      await db
        .insertInto('staff')
        .values({ id, role, name, email, createdAt })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ role, name, email, leftAt: null }))
        .execute();
    },

    /** Everyone but these has left. They get no more messages; their tokens stay valid until they are revoked. */
    async keepOnly(ids: readonly string[], at: Instant): Promise<void> {
      await db
        .updateTable('staff')
        .set({ leftAt: at })
        .where('leftAt', 'is', null)
        .where('id', 'not in', [...ids, ''])
        .execute();
    },

    async find(id: string): Promise<StaffMember | undefined> {
      return presentOrUndefined(
        await db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst(),
      );
    },

    /** Those who have not left, ordered by role, then by id. Optionally only one role. */
    async list(role?: Role): Promise<StaffMember[]> {
      const all = db
        .selectFrom('staff')
        .selectAll()
        .where('leftAt', 'is', null)
        .orderBy('role')
        .orderBy('id');
      return (await (role ? all.where('role', '=', role) : all).execute()).map(present);
    },

    /** The person in each role of these courses, by course; where nobody is named, the only one who has the role. */
    async holders(
      courses: readonly string[],
    ): Promise<(course: string, role: StaffRole) => string | undefined> {
      const named = courses.length
        ? await db
            .selectFrom('careTeam')
            .selectAll()
            .where('courseId', 'in', [...courses])
            .execute()
        : [];
      const present = await this.list();
      return (course, role) => {
        const inRole = present.filter((member) => member.role === role);
        const chosen = named.find((each) => each.courseId === course && each.role === role);
        const member = inRole.find(({ id }) => id === chosen?.staffId);
        return member?.id ?? (inRole.length === 1 ? inRole[0]?.id : undefined);
      };
    },

    /** Who looks after the course. Leaves out those who have left or have another role now, and unknown ids. */
    async careTeam(course: string): Promise<TeamMember[]> {
      const rows = await db
        .selectFrom('careTeam')
        .innerJoin('staff', (join) =>
          join.onRef('staff.id', '=', 'careTeam.staffId').onRef('staff.role', '=', 'careTeam.role'),
        )
        .selectAll('staff')
        .select('careTeam.role as teamRole')
        .where('careTeam.courseId', '=', course)
        .where('staff.leftAt', 'is', null)
        .orderBy('careTeam.role')
        .execute();
      return rows.map(present);
    },
  };
}
