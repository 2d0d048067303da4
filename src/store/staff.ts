import { sql, type Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import { STAFF_ROLES, type MemberRole, type StaffRole } from '../vocabulary/roles';
import type { Database, Db } from './database';
import { namesOf } from './names';
import { present, presentOrUndefined, type Present } from './values';

export type StaffMember = Present<Selectable<Database['staff']>>;

/** Someone who looks after a course, in a role. */
export interface TeamMember extends StaffMember {
  teamRole: StaffRole;
}

export function staffRepository(db: Db) {
  return {
    /** One change of the staff at a time, until the transaction ends: two who remove each other would leave none. */
    async waitForOthers(): Promise<void> {
      await sql`lock table staff in share row exclusive mode`.execute(db);
    },

    /** Adds a staff member, or changes the roles, name and e-mail address of the one with this id, who may be back. */
    async save({ id, roles, name, email, createdAt }: Omit<StaffMember, 'leftAt'>): Promise<void> {
      await db
        .insertInto('staff')
        .values({ id, roles, name, email, createdAt })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ roles, name, email, leftAt: null }))
        .execute();
    },

    /** Everyone but these has left. Returns who has left by that. They get no more messages, and may do nothing. */
    async keepOnly(ids: readonly string[], at: Instant): Promise<string[]> {
      const left = await db
        .updateTable('staff')
        .set({ leftAt: at })
        .where('leftAt', 'is', null)
        .where('id', 'not in', [...ids, ''])
        .returning('id')
        .execute();
      return left.map(({ id }) => id);
    },

    /** Somebody leaves. They get no more messages, and may do nothing. False if they are not on the staff. */
    async leave(id: string, at: Instant): Promise<boolean> {
      const left = await db
        .updateTable('staff')
        .set({ leftAt: at })
        .where('id', '=', id)
        .where('leftAt', 'is', null)
        .executeTakeFirst();
      return left.numUpdatedRows > 0n;
    },

    async find(id: string): Promise<StaffMember | undefined> {
      return presentOrUndefined(
        await db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst(),
      );
    },

    /** Names by id, also of those who have left. Who is not on the staff has none. */
    names: (ids: readonly string[]): Promise<Map<string, string>> => namesOf(db, 'staff', ids),

    /** The person with this e-mail address, whatever its capitals, who has not left. */
    async byEmail(email: string): Promise<StaffMember | undefined> {
      return presentOrUndefined(
        await db
          .selectFrom('staff')
          .selectAll()
          .where('leftAt', 'is', null)
          .where(({ eb, fn }) => eb(fn<string>('lower', ['email']), '=', sql<string>`lower(${email})`))
          .executeTakeFirst(),
      );
    },

    /** Those who have not left, ordered by name, then by id. Optionally only those who have a role. */
    async list(role?: MemberRole): Promise<StaffMember[]> {
      const all = db
        .selectFrom('staff')
        .selectAll()
        .where('leftAt', 'is', null)
        .orderBy('name')
        .orderBy('id');
      const rows = role ? all.where((eb) => eb(eb.val(role), '=', eb.fn.any('roles'))) : all;
      return (await rows.execute()).map(present);
    },

    /** The person in each role of these courses, by course; where nobody is named, the only one who has the role. */
    async holders(
      courses: readonly string[],
    ): Promise<(course: string, role: StaffRole) => StaffMember | undefined> {
      const named = courses.length
        ? await db
            .selectFrom('careTeam')
            .selectAll()
            .where('courseId', 'in', [...courses])
            .execute()
        : [];
      const present = await this.list();
      const chosen = new Map(named.map((each) => [`${each.courseId} ${each.role}`, each.staffId]));
      const inRole = new Map(
        STAFF_ROLES.map((role) => [
          role,
          new Map(present.filter(({ roles }) => roles.includes(role)).map((member) => [member.id, member])),
        ]),
      );
      return (course, role) => {
        const members = inRole.get(role);
        const member = members?.get(chosen.get(`${course} ${role}`) ?? '');
        return member ?? (members?.size === 1 ? [...members.values()][0] : undefined);
      };
    },

    /** Who looks after the course. Leaves out those who have left or have lost the role, and unknown ids. */
    async careTeam(course: string): Promise<TeamMember[]> {
      const rows = await db
        .selectFrom('careTeam')
        .innerJoin('staff', (join) =>
          join
            .onRef('staff.id', '=', 'careTeam.staffId')
            .on((eb) => eb(eb.ref('careTeam.role').$castTo<MemberRole>(), '=', eb.fn.any('staff.roles'))),
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
