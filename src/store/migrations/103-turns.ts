/** Whose turn it is in a course, what is next, and by when: written anew with each step. */
export const turns = [`alter table courses add column turns jsonb`];
