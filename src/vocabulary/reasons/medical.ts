/** The prescriber’s decisions and orders, and questionnaires. course.md §3 */
import { text, type Topic } from './text';

export const medical = {
  'not-referred': text('The client has not been referred yet.', 'therapist'),
  'decision-overtaken': text('The prescriber made a later decision on {date}.', 'prescriber'),
  'approval-already-expired': text('The approval must end after it was given.', 'prescriber'),
  'labs-not-asked': text('This protocol does not require labs.', 'lead'),
  'training-not-asked': text('This protocol does not require training.', 'lead'),

  'limits-contradict': text(
    'The limit for the lower (diastolic) pressure must be below that for the upper (systolic) one, not {reading}.',
    'prescriber',
  ),

  // Orders
  'exploratory-not-done': text(
    'The exploratory sessions must take place first, or one dosing session where there are none.',
    'therapist',
  ),
  'dose-already-confirmed': text('The dose is already confirmed.', 'prescriber'),
  'order-known': text(
    '“{order}” is already the current order. A new order must have its own reference.',
    'prescriber',
  ),
  'order-unchanged': text('The prescriber has not changed the order.', 'prescriber'),
  'order-outdated': text('The current order ({order}) must be acknowledged.', 'client', 'therapist'),
  'route-not-listed': text('The protocol does not list the route “{route}”.', 'prescriber', 'lead'),
  'route-not-ordered': text(
    'The order says {ordered}, not {route}. Another route is a changed order.',
    'prescriber',
  ),
  'beyond-the-order': text(
    'The number of dosing sessions must not exceed the prescriber’s order: {dosings} is more than {most}.',
    'prescriber',
  ),
  'below-what-is-done': text(
    'The number of dosing sessions must be at least {done}. That many are done or booked.',
    'frontDesk',
    'therapist',
  ),

  // Questionnaires
  'items-wrong-count': text(
    '{instrument} must have {count} answers, not {given}. Send null for an answer left blank.',
    'client',
    'therapist',
  ),
  'item-out-of-range': text('Each answer to {instrument} must be from 0 to {most}.', 'client', 'therapist'),
} satisfies Topic;
