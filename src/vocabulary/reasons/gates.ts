/** What must be true before a dosing session. course.md §4 */
import { text, varies, type Topic } from './text';

export const gates = {
  // The prescriber
  'approval-missing': {
    decision: text('The prescriber has not approved this course yet.', 'prescriber'),
    suitability: text(
      'The client is not referred yet: the therapist must first say whether treatment appears appropriate.',
      'therapist',
    ),
  },
  'approval-expired': text('The prescriber’s approval has expired.', 'prescriber'),
  'route-unordered': text('The prescriber must order one of these routes: {routes}.', 'prescriber'),
  'dose-unconfirmed': {
    session: text(
      'The exploratory sessions are done. The prescriber must confirm the dose before the next session.',
      'prescriber',
    ),
    supply: text('The prescriber must confirm the dose before another supply.', 'prescriber'),
  },
  'dose-change-unacknowledged': varies(
    'The client and the therapist must acknowledge the prescriber’s changed order before dosing.',
  ),
  'follow-up-overdue': text('The quarterly medical follow-up is overdue.', 'prescriber'),
  'medical-review-owed': text(
    'The booster window has passed. A medical review must come before the next session.',
    'prescriber',
  ),
  'clinician-check-owed': text(
    'After a long pause, a clinician must talk with the client before dosing.',
    'prescriber',
    'therapist',
  ),
  'in-person-exam-owed': {
    federal: text(
      'From 2027 on, a prescriber must examine the client in person before a dose outside the clinic.',
      'prescriber',
    ),
    georgia: text('In Georgia, the first examination must be in person.', 'prescriber'),
  },

  // Labs, training and supply
  'labs-owed': {
    never: text('The prescriber has not cleared the labs yet.', 'prescriber'),
    old: text('The labs are older than {days} days. The prescriber must clear new ones.', 'prescriber'),
  },
  'training-owed': text(
    'The client must first be trained to measure vital signs and to take the medication.',
    'prescriber',
    'partner',
  ),
  'supply-empty': {
    doses: text('The client has no doses on hand.', 'prescriber', 'client', 'frontDesk'),
    infusion: text('No infusion is booked.', 'frontDesk', 'therapist'),
  },

  // Paperwork
  'consent-missing': text('The client has not signed the treatment consent.', 'client', 'frontDesk'),
  'telehealth-consent-missing': text(
    'The client has not signed the telehealth consent.',
    'client',
    'frontDesk',
  ),
  'estimate-unacknowledged': text('The client has not acknowledged the estimate.', 'client', 'frontDesk'),
  'location-undeclared': text(
    'The client has not declared which state they will be in during the session.',
    'client',
    'frontDesk',
    'therapist',
  ),
  'place-unknown': text(
    '“{place}” is not a U.S. state code. Use a code such as US-CA for California.',
    'client',
    'frontDesk',
    'therapist',
  ),

  // The course so far
  'preparation-short': {
    count: text(
      'The client needs at least {minimum} preparation {sessions} before dosing and has had {done}.',
      'therapist',
    ),
    opening: text(
      'The client needs at least {minimum} preparation {sessions} before dosing and has had {done}. “{opening}” must come first.',
      'therapist',
    ),
  },
  'integration-owed': text(
    'The integration after the last dosing session must be completed first.',
    'therapist',
  ),
  'too-soon': text('The next dosing session must be at least {days} after the last one.', 'prescriber'),
  'too-many-in-week': text('There must be at most {most} dosing sessions within seven days.', 'prescriber'),
  'on-hold': {
    now: varies('The hold must be lifted first.'),
    then: varies('The course was on hold at that time.'),
  },
  'booster-window-not-open': text('The window for the next booster has not opened yet.', 'prescriber'),

  // The session itself
  'support-person-unconfirmed': text(
    'A support person must be confirmed for this session.',
    'client',
    'supportPerson',
    'therapist',
  ),
  'support-person-absent': text(
    'The support person cannot come. Another person must be confirmed, or the session must be moved.',
    'client',
    'supportPerson',
    'frontDesk',
    'therapist',
  ),
  'ride-home-unconfirmed': text(
    'Someone must be confirmed to take the client home after this session.',
    'client',
    'supportPerson',
    'therapist',
  ),
  'readiness-missing': text(
    'The therapist must attest that the client is ready for this session.',
    'therapist',
  ),
  'vitals-missing': {
    before: text(
      'The client’s vital signs must be recorded before the session, on the same day.',
      'therapist',
      'client',
    ),
    after: text('The client’s vital signs must be recorded after the session.', 'therapist', 'client'),
  },
  'vitals-contradict': text(
    'The lower (diastolic) pressure must be below the upper (systolic) one, not {reading}.',
    'therapist',
    'client',
  ),
  'vitals-outside-limits': text('The vital signs are outside the prescriber’s limits.', 'prescriber'),
} satisfies Topic;
