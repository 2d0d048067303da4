/** Estimates, charges, packages, payments and travel fees. course.md §7 */
import { text, type Topic } from './text';

export const money = {
  // Estimates
  'estimate-known': text(
    'Estimate {estimate} has already been issued. A new one must have its own reference.',
    'biller',
  ),
  'estimate-range': text('The upper amount ({upper}) is below the lower amount ({lower}).', 'biller'),
  'estimate-missing': text('No estimate has been issued yet.', 'biller'),
  'estimate-outdated': text('The client must acknowledge the current estimate ({estimate}).', 'client'),

  // Charges
  'copay-above-price': text(
    'The copay must be at most what a session costs without insurance: {most}.',
    'frontDesk',
    'biller',
    'therapist',
  ),
  'nothing-to-price': text('No session is waiting for a price.', 'therapist'),
  'price-is-known': text('The protocol sets the price of session {session}.', 'biller'),
  'already-charged': text('Session {session} has already been charged. Waive that charge first.', 'biller'),
  'session-not-rendered': text(
    'Session {session} has not taken place, or a package pays for it.',
    'therapist',
  ),
  'charge-outside-range': text('The price must be within {range}.', 'biller'),
  'no-fee-to-agree': text('The protocol charges nothing for {kind} sessions.', 'lead'),
  'fee-above-protocol': text('The agreed fee must be at most the fee of the protocol: {most}.', 'biller'),
  'price-owed-first': text('The price of session {session} must be entered first.', 'biller'),
  'nothing-charged': text('Nothing has been charged.', 'biller'),
  'charge-unknown': text('There is no charge “{charge}”.', 'biller'),
  'waiver-too-large': text('The waiver must be at most what is left of the charge: {most}.', 'biller'),
  'charge-already-waived': text('Charge {charge} has already been waived.', 'biller'),

  // Courses that began elsewhere
  'not-taken-over': text('The course began here: its ledger has no earlier balance.', 'biller'),
  'balance-known': text(
    'The balance was brought forward already. Enter a payment or a waiver instead.',
    'biller',
  ),

  // Packages
  'no-packages': text('This protocol offers no packages.', 'lead'),
  'package-running': text('The current package must be used up first.', 'therapist'),
  'package-unknown': text('This protocol offers no package “{package}”.', 'lead', 'biller'),

  // Travel
  'no-travel-fee': text('This protocol charges no travel fee.', 'lead'),
  'not-a-house-call': text('Session {session} is not a house call.', 'frontDesk', 'therapist'),
  'travel-not-quoted': text('No travel fee has been quoted.', 'frontDesk', 'biller'),
  'travel-already-accepted': text('The client has already accepted the travel fee.', 'frontDesk'),

  // Payments
  'nothing-paid': text('There is no payment left to refund.', 'biller'),
  'nothing-in-credit': text(
    'The client must have a credit balance for a refund. Waive a charge or correct the payment first.',
    'biller',
  ),
  'refund-too-large': text('The refund must be at most the client’s credit balance: {most}.', 'biller'),
  'nothing-to-charge-back': text('There is no payment that a bank could take back.', 'biller'),
  'charge-back-too-large': text(
    'The charge-back must be at most what is left of the payment: {most}.',
    'biller',
  ),
  'payment-unknown': text('There is no payment “{payment}”.', 'biller'),
  'payment-ambiguous': text('More than one payment may be meant. Report which one: {choices}.', 'biller'),
} satisfies Topic;
