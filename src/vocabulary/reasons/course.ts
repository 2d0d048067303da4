/** Paperwork, the plan, holds, overrides, tasks, and the end of a course. course.md §3, §6, §8 */
import { text, varies, type Topic } from './text';

export const course = {
  'nothing-to-check-in-on': text('The dosing session must have ended first.', 'therapist', 'prescriber'),
  'messages-unanswered': text(
    '{count} messages of the client wait for an answer. Answer them first.',
    'frontDesk',
    'therapist',
  ),
  // Paperwork
  'consent-revoked-since': text('The client revoked the consent after signing it: {consents}.', 'client'),
  'consent-not-signed': text('The client has not signed this consent: {consents}.', 'client', 'frontDesk'),
  'no-house-calls': text('This protocol offers no house calls.', 'lead'),
  'location-outdated': text(
    'The client has moved since. They must say which state they will be in now.',
    'client',
    'frontDesk',
    'therapist',
  ),
  'instructions-missing': text('No instructions have been issued yet.', 'prescriber', 'partner'),
  'instructions-outdated': text(
    'The client must acknowledge the current instructions ({instructions}).',
    'client',
    'frontDesk',
  ),

  // The plan, the protocol, the place and the calendar
  'plan-same': text('The number of planned dosing sessions is already {dosings}.', 'therapist'),
  'other-protocol': text(
    'The course can only move to another version of its own protocol, “{protocol}”.',
    'lead',
  ),
  'protocol-same': text('The course already follows version {version}.', 'lead'),
  'zone-unknown': text('The time zone must be that of a city, such as {instead}, not “{zone}”.', 'frontDesk'),
  'zone-same': text('The client’s time zone is already {zone}.', 'frontDesk'),
  'calendar-same': text('These are already the closed days.', 'lead'),

  // Holds and pauses
  'review-in-the-past': varies('The review date must be in the future.'),
  'not-on-hold': text('The course is not on hold.', 'therapist'),
  'hold-unknown': text('There is no open hold “{hold}”.', 'therapist', 'prescriber'),
  'hold-not-yours': {
    hold: varies('Only the {owner} can lift {hold}.'),
    pause: varies('Only the {owner} can end this pause.'),
  },
  'already-paused': text('The course is already paused.', 'therapist'),
  'not-paused': text('The course is not paused.', 'therapist', 'prescriber'),

  // Overrides
  'gate-not-closed': text('There is no closed gate “{gate}”.', 'therapist'),
  'gate-not-overridable': text('The gate “{gate}” can never be overridden.'),
  'override-not-yours': varies('Someone in one of these roles must override “{gate}”: {roles}.'),

  // The course review, and tasks
  'nothing-to-review': text('No dosing session has taken place yet.', 'therapist'),
  'series-not-done': text('The planned dosing sessions must take place first.', 'therapist'),
  'no-task-open': text('No task is open.'),
  'task-unknown': text('There is no open task “{task}”.'),
  'task-not-yours': varies('This task is for others. These roles can complete it: {roles}.'),
  'word-not-yours': text('Only the therapist can say this.', 'therapist'),
  'criteria-unmet': text('Confirm each criterion before the referral. Missing: {criteria}.', 'therapist'),
  'criteria-unknown': text('This task does not ask whether this is met: {criteria}.', 'therapist'),

  // E-mails that did not arrive
  'message-not-open': text('No e-mail with this key waits for a decision.'),
  'message-outdated': text('What this e-mail says is no longer true. Call if anything is left to say.'),
  'message-on-hold': text(
    'The course is on hold and sends no such e-mail. Lift the hold first.',
    'therapist',
    'prescriber',
  ),
  'message-not-consented': text(
    'The client has not consented to e-mail. Record the consent first.',
    'client',
    'frontDesk',
  ),
  'message-already-sent': text('The mail server has accepted this e-mail already.'),

  // The end
  'outreach-unfinished': text('Finish the outreach to the client before deciding.', 'therapist'),
  'client-waits': text(
    'The client is waiting on the practice, so the course cannot be closed as unresponsive.',
    'therapist',
    'prescriber',
  ),
  'no-step-owed': text(
    'The next step is not the client’s, so the course cannot be closed as unresponsive.',
    'frontDesk',
    'therapist',
  ),
  'not-reviewed': text('The course review must decide that the course is complete.', 'therapist'),
  'not-declined': text('The prescriber has not declined this course.', 'prescriber', 'partner'),
  'records-in-the-past': text('The date to send the records must be in the future.', 'therapist', 'lead'),
  'course-closed': {
    any: text('The course is closed ({outcome}).'),
    late: text(
      'The course is closed ({outcome}). What took place before must be reported with its actual time.',
    ),
    correction: text('The course is closed ({outcome}). A report of “{signal}” can no longer be corrected.'),
  },
} satisfies Topic;
