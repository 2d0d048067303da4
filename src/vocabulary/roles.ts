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

/** Who can act on a course: people, and the system itself. */
export const ACTOR_ROLES = [...ROLES, 'system'] as const;
export type ActorRole = (typeof ACTOR_ROLES)[number];

/** Whether a word from outside names a role. */
export function isRole(word: string): word is Role {
  return (ROLES as readonly string[]).includes(word);
}
