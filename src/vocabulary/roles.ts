/** Who may hold a token. */
export const ROLES = [
  'therapist',
  'prescriber',
  'frontDesk',
  'biller',
  'lead',
  'admin',
  'engineer',
  'client',
  'supportPerson',
  'partner',
] as const;

export type Role = (typeof ROLES)[number];

/** The roles a person on the staff can hold. Clients and support persons are not staff. */
export const MEMBER_ROLES = [
  'therapist',
  'prescriber',
  'frontDesk',
  'biller',
  'lead',
  'admin',
  'engineer',
  'partner',
] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** Whether somebody on the staff can hold this role. */
export const isMemberRole = (role: ActorRole): role is MemberRole =>
  MEMBER_ROLES.some((each) => each === role);

/** The roles that get tasks and staff messages. */
export const STAFF_ROLES = ['therapist', 'prescriber', 'frontDesk', 'biller', 'lead'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Who can act on a course: people, and the system itself. */
export const ACTOR_ROLES = [...ROLES, 'system'] as const;
export type ActorRole = (typeof ACTOR_ROLES)[number];

/** Whether a word from outside names a role. */
export function isRole(word: string): word is Role {
  return (ROLES as readonly string[]).includes(word);
}

/** A role as people name it. */
export const ROLE_NAMES: Record<ActorRole, string> = {
  therapist: 'therapist',
  prescriber: 'prescriber',
  frontDesk: 'front desk',
  biller: 'biller',
  lead: 'lead',
  admin: 'admin',
  engineer: 'engineer',
  client: 'client',
  supportPerson: 'support person',
  partner: 'partner',
  system: 'system',
};

export const roleNames = (roles: readonly ActorRole[]): string =>
  roles.map((role) => ROLE_NAMES[role]).join(', ');
