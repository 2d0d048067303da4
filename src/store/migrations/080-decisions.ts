/** What waits for the prescriber's decision: null until the next step of a course. */
export const decisions = [`alter table courses add column decisions jsonb`];
