/** The kinds of session, in the order in which a course usually has them. */
export const SESSION_KINDS = ['medical', 'preparation', 'dosing', 'integration'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];
