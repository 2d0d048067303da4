/** What to look at although a booking was accepted: a stable code, and a sentence. Nothing is refused for it. */
import { fill } from './reasons';
import type { BlanksOf } from './reasons/text';

export const WARNINGS = {
  // What will not be true on that day
  'approval-missing': 'The prescriber has not approved this course.',
  'approval-ends-first': 'The approval ends before this session. The prescriber must renew it first.',
  'labs-expire-first': 'The labs will be too old for this session. The prescriber must clear new ones.',
  'follow-up-due-first': 'The medical follow-up is due before this session and must come first.',
  'examination-required': 'On the day of this session, the law requires an earlier examination in person.',
  'prescription-expires-first': 'The prescription expires before this session and has not been filled.',
  'booster-window-closes-first':
    'The booster window closes before this session. Move it, or book a medical review that comes first.',
  'medical-review-first': 'A medical review must come before this session.',
  'clinician-check-first': 'After the pause, a clinician must talk with the client before this session.',
  'preparation-short':
    'The preparation booked so far will not be complete before this session: {done} of {minimum} are done.',
  'readiness-unconfirmed': 'The therapist has not confirmed yet that the client is ready for dosing.',
  'integration-too-late': 'The integration must be completed by an earlier time than this session.',
  'integration-overdue':
    'The integration is overdue: its deadline has passed. Book the earliest time at which the client can come.',
  'integration-booked':
    'Another integration session after the same dosing session is booked already. Cancel the one that is not needed.',
  'integration-too-early':
    'The dosing session ends less than {hours} hours before this session, and the protocol asks for at least that.',
  'integration-before-dosing': 'This session is booked before the dosing session it follows.',

  // Who or what is in the way
  'on-hold': 'The course is on hold. The hold must be lifted before this session.',
  'consent-missing': 'The client has revoked or not signed the treatment consent.',
  'telehealth-consent-missing': 'The client has revoked or not signed the telehealth consent.',

  'estimate-missing':
    'The client pays for this session and has not been given an estimate. Give it to them now.',

  'vitals-outside-limits':
    'These vital signs are outside the prescriber’s limits. Stay with the client, and ask the prescriber what to do.',

  // The date and the hour
  'sooner-than-usual': 'The usual time between dosing sessions is {days} days. This session is sooner.',
  'later-than-planned': 'Dosing sessions must be at most {days} days apart. This session is later.',
  'practice-closed': 'The practice is closed on that day.',
  weekend: 'That day is a Saturday or Sunday.',
  'outside-hours': 'That is before 7:00 AM or after 9:00 PM at the practice.',
  'practice-not-open': 'The practice is not open at that time.',
  'outside-client-hours': 'That is before 7:00 AM or after 9:00 PM where the client is.',
  'far-ahead': 'This session is more than a year ahead. Check the year.',

  // Other courses and clients
  'consult-then': 'Somebody who holds it has another appointment at that time.',
  'staff-booked-elsewhere': 'The {role} has another session at that time, in another course.',
  'client-booked-elsewhere': 'The client has another session at that time, in another course.',
  'second-course': 'The client has another open course.',
  'client-resembles': 'There is a client with the same {what}. Make sure that this is another person.',
  'inquiry-resembles': 'There is another inquiry with the same {what}. Look at both before you answer.',
  'booked-on-closed-day': 'This session is booked on a day on which the practice is now closed.',
} as const;

export type WarningCode = keyof typeof WARNINGS;
export const WARNING_CODES = Object.keys(WARNINGS) as [WarningCode, ...WarningCode[]];

export interface Warning {
  code: WarningCode;
  sentence: string;
  /** The session it is about. */
  session?: string;
  /** The other course it is about. */
  course?: string;
  /** The other client it is about. */
  client?: string;
  /** The other inquiry it is about. */
  inquiry?: string;
}

type Blanks<C extends WarningCode> = BlanksOf<(typeof WARNINGS)[C]>;
type Facts<C extends WarningCode> = [Blanks<C>] extends [never]
  ? []
  : [facts: Readonly<Record<Blanks<C>, string | number>>];

/** The warning of the catalog, its sentence filled in. */
export const warning = <C extends WarningCode>(code: C, ...[facts]: Facts<C>): Warning => ({
  code,
  sentence: fill(WARNINGS[code], facts ?? {}),
});

/** Every warning as a table, for the API's description. */
export const warningTable = (): string =>
  [
    '| code | sentence |',
    '| --- | --- |',
    ...Object.entries(WARNINGS).map(([code, sentence]) => `| \`${code}\` | ${sentence} |`),
  ].join('\n');
