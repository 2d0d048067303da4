/** What an inquiry can be: somebody who would like to become a client. course.md §2 */

/** `open`: nobody has answered. `consult`: a consult is booked, or was. `client`: the person has become a client. */
export const INQUIRY_STATES = ['open', 'answered', 'consult', 'waiting', 'declined', 'client'] as const;
export type InquiryState = (typeof INQUIRY_STATES)[number];

/** How somebody likes to be reached. */
export const REACHED_BY = ['email', 'phone', 'either'] as const;
export type ReachedBy = (typeof REACHED_BY)[number];

/** What somebody says to a question of the practice. */
export const CRITERION_ANSWERS = ['yes', 'no', 'unsure'] as const;
export type CriterionAnswer = (typeof CRITERION_ANSWERS)[number];

/** How a consult takes place. */
export const CONSULT_SETTINGS = ['phone', 'video'] as const;
export type ConsultSetting = (typeof CONSULT_SETTINGS)[number];

/** What was done about an inquiry. */
export const INQUIRY_STEPS = [
  ...(['answered', 'declined', 'waiting', 'consultBooked', 'consultMoved', 'consultCancelled'] as const),
  'becameClient',
] as const;
export type InquiryStep = (typeof INQUIRY_STEPS)[number];

/** The e-mails about an inquiry. `overdue` goes to the staff, the others to the person. */
export const INQUIRY_MAILS = [
  ...(['confirmation', 'answer', 'decline', 'consultBooked', 'consultMoved', 'consultCancelled'] as const),
  ...(['consultReminder', 'overdue'] as const),
] as const;
export type InquiryMail = (typeof INQUIRY_MAILS)[number];

/** What became of one. `unknown`: it may have been sent, and is not sent again. */
export const INQUIRY_MAIL_STATES = ['pending', 'sent', 'failed', 'unknown'] as const;
export type InquiryMailState = (typeof INQUIRY_MAIL_STATES)[number];

/** Languages of the form, and of the e-mails to whoever used it. */
export const INQUIRY_LANGUAGES = ['en', 'es'] as const;
export type InquiryLanguage = (typeof INQUIRY_LANGUAGES)[number];
