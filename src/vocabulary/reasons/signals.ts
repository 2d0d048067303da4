/** The form and the time of a signal, and corrections. course.md §3 */
import { text, varies, type Topic } from './text';

export const signals = {
  'malformed-signal': {
    any: text('A field of the signal is missing or of the wrong type.'),
    field: text('{field}: {problem}.'),
  },
  'occurred-in-the-future': text('The reported time is in the future.'),
  'occurred-before-start': text('The reported time is before the course started.'),
  'too-far-ahead': text('The time must be within three years from now.'),

  // Corrections
  'signal-unknown': text('This course has no report with the id “{signal}”.'),
  'already-corrected': text('The report “{signal}” has already been corrected.'),
  'not-correctable': {
    never: text('A report of “{signal}” cannot be corrected.'),
    instead: text('A report of “{signal}” cannot be corrected. Report “{alternative}” instead.'),
    again: text('A report of “{signal}” cannot be corrected. Report it again, as it should be.'),
  },
  'correction-not-yours': {
    any: varies('A report of “{signal}” must be corrected by the lead, or by a role that may report it.'),
    closing: text('The report of “{signal}” ended the course. It must be undone by the lead.', 'lead'),
  },
  'closing-stands': text(
    'A report of “{signal}” must be undone within 24 hours. Start a new course instead.',
    'lead',
  ),
  'built-upon': {
    report: text('A later report depends on this one: “{signal}”. Correct that first.', 'lead'),
    waiver: text('The charge has been waived or credited since. Correct that first.', 'biller', 'lead'),
    package: text('The package that pays for it has been settled since.', 'biller'),
    refund: text('The payment has been refunded or charged back since. Correct that first.', 'biller'),
    charge: text('The charge has already been reversed.', 'biller'),
    overlap: text('Another session is booked for that time.', 'frontDesk'),
    booking: text('Session {session} is no longer booked.', 'frontDesk', 'therapist'),
    opening: text('Another preparation session is booked in its place.', 'frontDesk', 'therapist'),
    dosing: text('Another dosing session has been booked since.', 'frontDesk', 'therapist'),
    evaluation: text('Preparation has taken place since, and depends on this evaluation.', 'therapist'),
    free: text('A later session was free of charge because this one was charged.', 'therapist'),
    vitals: text('The session has continued with these vital signs.', 'lead'),
    integration: text(
      'A later integration session of the same cycle depends on this one. Correct that first.',
      'therapist',
    ),
    followed: text(
      'What follows the end has gone out or has been recorded, and would not be a second time. The end stays as reported.',
    ),
    doses: text('More doses have been used since than would be left.', 'lead'),
  },
} satisfies Topic;
