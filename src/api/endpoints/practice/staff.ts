import { z } from 'zod';
import { endpoint } from '../../http/endpoint';
import { STAFF } from '../../roles';
import { StaffMemberOut } from '../../careTeam';

export const listStaff = endpoint({
  id: 'listStaff',
  method: 'get',
  path: '/api/v1/practice/staff',
  tag: 'Practice',
  summary: 'List the staff.',
  description: 'By name, without those who have left. Their ids name the care team of a course.',
  roles: STAFF,
  response: z.object({ staff: z.array(StaffMemberOut) }).meta({ id: 'StaffList' }),
  handler: async ({ deps: { store } }) => ({
    staff: (await store.staff.list()).map(({ id, roles, name }) => ({ id, roles, name })),
  }),
});
