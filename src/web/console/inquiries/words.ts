/** How staff call what is about inquiries. Each set is closed, so that the compiler asks for the words of what is new. */
import type {
  ConsultSetting,
  CriterionAnswer,
  InquiryMail,
  InquiryMailState,
  InquiryState,
  InquiryStep,
  ReachedBy,
} from '../../../vocabulary/inquiries';
import type { Tone } from '../../kit/Tag';

export const STATES: Record<InquiryState, { words: string; tone: Tone }> = {
  open: { words: 'Open', tone: 'soon' },
  answered: { words: 'Answered', tone: 'good' },
  consult: { words: 'Consult', tone: 'good' },
  waiting: { words: 'Waiting list', tone: 'none' },
  declined: { words: 'Declined', tone: 'none' },
  client: { words: 'Client', tone: 'good' },
};

export const WAYS: Record<ReachedBy, string> = {
  email: 'by e-mail',
  phone: 'by telephone',
  either: 'by e-mail or telephone',
};

export const ANSWERS: Record<CriterionAnswer, string> = { yes: 'Yes', no: 'No', unsure: 'Not sure' };

export const CONSULTS: Record<ConsultSetting, string> = { phone: 'by telephone', video: 'by video' };

export const STEPS: Record<InquiryStep, string> = {
  answered: 'Answered',
  declined: 'Declined',
  waiting: 'Put on the waiting list',
  consultBooked: 'Consult booked',
  consultMoved: 'Consult moved',
  consultCancelled: 'Consult canceled',
  becameClient: 'Became a client',
};

export const MAILS: Record<InquiryMail, string> = {
  confirmation: 'Confirmation',
  answer: 'Answer',
  decline: 'Declined',
  consultBooked: 'Consult booked',
  consultMoved: 'Consult moved',
  consultCancelled: 'Consult canceled',
  consultReminder: 'Reminder of the consult',
  overdue: 'To the staff: overdue',
};

export const MAIL_STATES: Record<InquiryMailState, string> = {
  pending: 'not sent yet',
  sent: 'sent',
  failed: 'failed: call them',
  unknown: 'uncertain: it may have been sent',
};
