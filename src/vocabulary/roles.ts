/** Who may hold a token. A closed list; kept apart from node:crypto so that any folder may import it. */
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

/** Whether a word from outside names a role. */
export function isRole(word: string): word is Role {
  return (ROLES as readonly string[]).includes(word);
}
