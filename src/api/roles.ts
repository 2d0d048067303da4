/** Groups of roles. Every route names the roles that may use it; nothing is open by default. */
import type { Role } from '../vocabulary/roles';

/** Roles that treat clients or lead the practice. */
export const CLINICAL: readonly Role[] = ['therapist', 'prescriber', 'lead', 'admin'];
/** Roles that handle money. */
export const MONEY: readonly Role[] = ['biller', 'frontDesk', 'therapist', 'lead', 'admin'];
/** Roles that create clients and start courses. */
export const INTAKE: readonly Role[] = ['frontDesk', 'therapist', 'lead', 'admin'];
/** All roles of the practice that work with clients. */
export const STAFF: readonly Role[] = ['therapist', 'prescriber', 'frontDesk', 'biller', 'lead', 'admin'];
/** For endpoints that reveal nothing about clients. */
export const STAFF_AND_PARTNERS: readonly Role[] = [...STAFF, 'engineer', 'partner'];
/** Who manages the staff and the practice's protocols. */
export const MANAGERS: readonly Role[] = ['lead', 'admin'];
