/** The staff who look after one course, by role. Ids only: names and addresses are in the database. */
import { z } from 'zod';
import '../input/zodMessages';

export const StaffId = z
  .string()
  .regex(/^[\w.-]{1,60}$/, 'must be 1 to 60 letters, digits or . _ -')
  .meta({ description: 'Id of a member of the staff.', example: 't-1' });

const Member = StaffId.nullable().meta({ description: 'Id of a member of the staff; null for nobody.' });

const shapeOf = <M extends z.ZodType>(member: M) =>
  z
    .strictObject({ therapist: member, prescriber: member, frontDesk: member, biller: member, lead: member })
    .partial()
    .refine((team) => Object.keys(team).length > 0, 'must name at least one role');

/** Who is named at the start. */
export const CareTeam = shapeOf(StaffId);
export type CareTeam = z.infer<typeof CareTeam>;

/** Who is named from now on; null for nobody. Roles left out stay as they are. */
export const CareTeamChange = shapeOf(Member);
export type CareTeamChange = z.infer<typeof CareTeamChange>;
