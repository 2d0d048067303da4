/** The care team of a course: the staff who look after it. */
import { z } from 'zod';
import type { CareTeamChange } from '../catalog/careTeam';
import type { StaffRole } from '../vocabulary/roles';
import type { ApiStore } from './http/deps';
import { invalid } from './http/errors';
import { RoleOut, StaffRoleOut } from './schemas';

export const StaffMemberOut = z
  .object({
    id: z.string().meta({ example: 't-1' }),
    roles: z.array(RoleOut).meta({ description: 'Where several would do, the first acts.' }),
    name: z.string(),
  })
  .meta({ id: 'StaffMember', description: 'A member of the staff.' });

export const CareTeamOut = z
  .array(
    z
      .object({ role: StaffRoleOut, id: z.string().meta({ example: 't-1' }), name: z.string() })
      .meta({ id: 'CareTeamMember', description: 'Someone who looks after a course, in a role.' }),
  )
  .meta({ description: 'The staff who look after the course. They get the messages to their role.' });

export const careTeamOf = async ({ staff }: Pick<ApiStore, 'staff'>, course: string) =>
  (await staff.careTeam(course)).map(({ teamRole: role, id, name }) => ({ role, id, name }));

/** Everyone named must be on the staff, in that role. @throws ApiError `request-invalid` */
export async function refuseStrangers(
  { staff }: Pick<ApiStore, 'staff'>,
  team: CareTeamChange,
  field: string,
): Promise<void> {
  const present = await staff.list();
  const named = Object.entries(team) as [StaffRole, string | null | undefined][];
  const problems = named.flatMap(([role, id]) =>
    typeof id !== 'string' || present.some((member) => member.id === id && member.roles.includes(role))
      ? []
      : [{ field: `${field}.${role}`, message: 'must be the id of someone on the staff with this role' }],
  );
  if (problems.length > 0) throw invalid(problems);
}
