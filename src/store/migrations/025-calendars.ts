/** What other courses must know of a course to book a session: null until its next step. */
export const calendars = [`alter table courses add column calendar jsonb`];
