/** Whose day is shown: one's own, that of one's roles, everyone's, or that of one person by their id. */
const GROUPS = ['mine', 'role', 'everyone'];

export const isPerson = (whose: string): boolean => !GROUPS.includes(whose);

/** From an address. */
export const whoseIn = (value: unknown): { whose?: string | undefined } =>
  typeof value === 'string' && /^[\w.-]{1,60}$/.test(value) ? { whose: value } : {};
