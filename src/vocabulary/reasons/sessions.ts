/** Booking, moving and reporting sessions. course.md §3, §4 */
import { text, type Topic } from './text';

export const sessions = {
  // Which session
  'no-other-time-wanted': text(
    'The client does not ask for another time for this session.',
    'client',
    'frontDesk',
    'therapist',
  ),
  'no-session-booked': {
    any: text('No session is booked.', 'frontDesk', 'therapist'),
    kind: text('No {kind} session is booked.', 'frontDesk', 'therapist'),
  },
  'session-unknown': text('There is no session “{session}”.', 'frontDesk', 'therapist'),
  'session-wrong-kind': text('The kind of session {session} must be {kinds}.', 'therapist'),
  'session-wrong-status': text(
    'Session {session} is {status}. It must be {needed}.',
    'frontDesk',
    'therapist',
  ),

  // Booking
  'not-for-client-to-book': text(
    'The practice must book this session: clients choose only an integration, within its window, where the protocol lets them.',
    'frontDesk',
    'therapist',
  ),
  'time-taken': text('This time is not free any more. Another one must be chosen.', 'client', 'frontDesk'),
  'session-in-the-past': text('The start time must be in the future.', 'frontDesk', 'therapist'),
  'session-overlaps': text('Another session ({session}) is booked for that time.', 'frontDesk', 'therapist'),
  'dose-in-other-course': text(
    'In another course, this client has a dosing session too close to that time. They must be at least {days} apart.',
    'frontDesk',
    'therapist',
  ),
  'dosing-already-booked': {
    booking: text('A dosing session is already booked. Move it or cancel it.', 'frontDesk', 'therapist'),
    review: text(
      'A dosing session is booked. It must take place or be canceled before the review.',
      'therapist',
    ),
  },
  'series-complete': text(
    'The planned dosing sessions are done. The course review must decide what comes next.',
    'therapist',
  ),
  'setting-not-offered': text('This protocol offers dosing sessions only {settings}.', 'lead'),
  'house-calls-used': text(
    'The number of house calls must be at most {most}, all at the start of the course.',
    'lead',
  ),
  'house-call-unapproved': text(
    'The lead must approve another house call. Approved so far: {approved}.',
    'lead',
  ),
  'evaluation-owed': {
    booking: text(
      'Preparation must start after the medical evaluation. Book the evaluation first.',
      'frontDesk',
      'prescriber',
    ),
    preparation: text(
      'The medical evaluation must take place before preparation.',
      'therapist',
      'prescriber',
    ),
    approval: text(
      'The practice’s own medical evaluation must take place before the approval.',
      'frontDesk',
      'therapist',
    ),
  },
  'nothing-to-integrate': text(
    'An integration session must follow a dosing session. None is booked or done.',
    'therapist',
  ),
  'supply-not-arrived': text(
    'Preparation and dosing must be booked after the supply arrives.',
    'client',
    'frontDesk',
  ),

  // What took place
  'session-not-yet': {
    noShow: text('Session {session} has not started yet.', 'frontDesk', 'therapist'),
    early: text(
      'Session {session} is booked for later. If it took place early, move it first.',
      'frontDesk',
      'therapist',
    ),
  },
  'session-times-wrong': text(
    'A session must start before it ends, last at most twelve hours, and end before it is reported.',
    'therapist',
  ),
  'evaluation-unpaid': text(
    'The client must pay for the evaluation before it takes place.',
    'biller',
    'frontDesk',
  ),

  // Dosing and integration
  'dosing-under-way': text(
    'A dosing session is in progress. It must end and the client must be released first.',
    'therapist',
  ),
  'no-dosing-under-way': text('No dosing session is in progress.', 'therapist'),
  'ends-before-start': text('The session must not end before it starts.', 'therapist'),
  'released-before-end': text('The client must not be released before the session ends.', 'therapist'),
  'nobody-recovering': text(
    'The client is not being observed after a dose. End the dosing session first.',
    'therapist',
  ),
  'escort-missing': text(
    'The client must leave with the support person or an escort. If they insist on leaving, the prescriber or the lead reports that.',
    'therapist',
    'prescriber',
    'lead',
  ),
  'integration-overlaps-dosing': text(
    'Integration must start after the dosing session ends. Report its actual times, or move it.',
    'therapist',
    'frontDesk',
  ),
  'dosing-not-released': text(
    'The dosing session must end and the client must be released before integration.',
    'therapist',
  ),
} satisfies Topic;
