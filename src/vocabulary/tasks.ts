/** What people are asked to do: each kind of task, and what it asks for in a sentence. course.md §5, §6 */
export const TASKS = {
  // Papers and money
  'collect-consents': 'Have the client sign the consents that are missing.',
  'part2-determination': 'Say whether the records fall under 42 CFR Part 2.',
  'location-declaration': 'Ask the client in which state they will be during sessions.',
  'check-coverage': 'Ask the insurer what it covers, and enter the answer.',
  'issue-estimate': 'Give the client the estimate of what the course will cost.',
  'reissue-estimate': 'The course will cost much more than the client has signed: issue a new estimate.',
  'estimate-acknowledgement': 'Have the client acknowledge the estimate.',
  'issue-instructions': 'Write the client’s instructions on food and medication before dosing.',
  'instructions-acknowledgement': 'Have the client confirm that the instructions were read.',
  'enter-charge': 'Enter what this session cost.',
  'refund-due': 'Pay back what the client has in credit.',
  'quote-travel': 'Tell the client what the way to the house call costs.',
  'travel-acceptance': 'Have the client accept the price of the way to the house call.',
  // Sessions
  'book-preparation': 'Book the next preparation session.',
  'book-medical-evaluation': 'Book the medical evaluation.',
  'book-dosing': 'Book the next dosing session.',
  'book-integration': 'Book the integration session.',
  'reschedule-session': 'Find another time for this session.',
  'session-outcome':
    'The session should be over: say whether it took place; of a dosing session, its end and the release too.',
  'ride-home': 'Find out who takes the client home, and confirm it.',
  'measure-owed':
    'The client has not answered the questionnaires: ask for them, or go through them together.',
  'course-review': 'Review the course with the client, and decide how it goes on.',
  'booster-missed': 'The booster’s window has passed: talk with the client about what comes next.',
  // The prescriber, and what is prescribed
  labs: 'Look at the lab results, and clear them.',
  training: 'Teach the client to take vital signs and the medication.',
  'decision-overdue': 'The prescriber’s decision is late: ask for it.',
  'send-information': 'Send the prescriber what was asked for.',
  'renew-approval': 'The approval ends soon: decide whether to renew it.',
  'follow-up-overdue': 'The quarterly medical follow-up is overdue: hold it.',
  'dose-review': 'The exploratory sessions are done: confirm the dose, change it, or end the series.',
  'acknowledge-dose-change': 'The order has changed: acknowledge it, and have the client do the same.',
  'clinician-check': 'Talk with the client after the pause, before dosing goes on.',
  'issue-prescription': 'Issue the prescription.',
  'renew-prescription': 'The prescription has expired with dosing to come: issue a new one.',
  'shipment-overdue': 'The shipment is late: find out where it is.',
  'lost-supply': 'A supply was lost: report it, and decide whether it is replaced.',
  'quarantined-supply': 'Have what was set aside destroyed or sent back, and enter the count.',
  'leftover-supply':
    'The course is over with doses left or on their way: have them destroyed or sent back, and enter the count.',
  // Safety, silence and the end
  incident: 'See to the incident, and write down what was done.',
  'review-hold': 'The course is on hold: review it, and lift the hold when it is safe to go on.',
  'wellness-call': 'The client did not come: call to see that they are well.',
  'silence-decision': 'The client has not been heard of for long: decide whether the course is closed.',
  'discharge-follow-up': 'The course ended early: hold a last medical follow-up.',
  'offer-therapy': 'The prescriber has declined: offer the client therapy without medication.',
  'send-records': 'Send the records to the practice that takes over.',
  // What could not leave the system
  'call-instead-of-mail': 'The client cannot be reached by mail: call.',
  'mail-outcome-unknown': 'Nobody knows whether this mail arrived: ask. It is not sent again.',
  'invoice-by-hand': 'The invoice could not be sent: send it by hand.',
  'refer-by-hand': 'The referral could not be sent: send it by hand.',
} as const;

export type TaskKind = keyof typeof TASKS;

export const TASK_KINDS = Object.keys(TASKS) as [TaskKind, ...TaskKind[]];
