/** Groups of roles, from least to most that they see. A route names its group; nothing is open by default. */
import type { Role } from '../vocabulary/roles';

/** Who plans and accompanies a course. */
export const CLINICAL: readonly Role[] = ['therapist', 'prescriber', 'lead', 'admin'];
/** Who handles money. */
export const MONEY: readonly Role[] = ['biller', 'frontDesk', 'therapist', 'lead', 'admin'];
/** Who takes people in and begins courses. */
export const INTAKE: readonly Role[] = ['frontDesk', 'therapist', 'lead', 'admin'];
/** Everyone who works with clients in this practice. */
export const STAFF: readonly Role[] = ['therapist', 'prescriber', 'frontDesk', 'biller', 'lead', 'admin'];
/** For what tells nothing of any client. */
export const STAFF_AND_PARTNERS: readonly Role[] = [...STAFF, 'engineer', 'partner'];
