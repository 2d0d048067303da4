/** Inquiries as the API gives them. */
import { z } from 'zod';
import {
  CONSULT_SETTINGS,
  CRITERION_ANSWERS,
  INQUIRY_LANGUAGES,
  INQUIRY_MAILS,
  INQUIRY_MAIL_STATES,
  INQUIRY_STATES,
  INQUIRY_STEPS,
  REACHED_BY,
} from '../../vocabulary/inquiries';
import { oneOf } from '../oneOf';
import { At, CallOut, ClientRef, Count, RoleOut, Uuid, WarningOut } from '../schemas';

export const ConsultOut = z
  .object({
    start: At,
    minutes: Count,
    setting: oneOf(CONSULT_SETTINGS, { id: 'ConsultSetting', description: 'How a consult takes place.' }),
    staff: z
      .object({ id: z.string().meta({ example: 't-1' }), name: z.string() })
      .meta({ id: 'ConsultHolder', description: 'Who of the staff holds it.' }),
    off: z.literal(true).optional().meta({ description: 'It was canceled.' }),
  })
  .meta({ id: 'Consult', description: 'A short talk before anything else is decided.' });

const listed = {
  id: Uuid,
  createdAt: At,
  source: oneOf(['form', 'staff'], {
    id: 'InquirySource',
    description: 'Whether it came by the public form, or somebody on the staff wrote it down.',
  }),
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  reachedBy: oneOf(REACHED_BY, { id: 'ReachedBy', description: 'How the person likes to be reached.' }),
  state: oneOf(INQUIRY_STATES, {
    id: 'InquiryState',
    description:
      '`open`: nobody has answered. `consult`: a consult is booked, or is over and somebody has to decide. `waiting`: on the waiting list.',
  }),
  owedFrom: At.optional().meta({
    description: 'From when on somebody has to do something. Absent: nobody has to.',
  }),
  dueAt: At.optional().meta({ description: 'By when.' }),
  mailTrouble: z.boolean().meta({ description: 'An e-mail to the person did not go out: call them.' }),
  consult: ConsultOut.optional(),
};

export const ListedInquiryOut = z
  .object(listed)
  .meta({ id: 'ListedInquiry', description: 'An inquiry, without what the person wrote.' });

export const InquiryOut = z
  .object({
    ...listed,
    revision: Count.meta({ description: 'Send it with a change: it is refused if somebody was first.' }),
    language: oneOf(INQUIRY_LANGUAGES, {
      id: 'InquiryLanguage',
      description: 'The language in which the person is written to.',
    }),
    call: CallOut.optional(),
    message: z.string().meta({ description: 'In the person’s own words.' }),
    answers: z.array(
      z
        .object({
          question: z.string(),
          answer: oneOf(CRITERION_ANSWERS, { id: 'CriterionAnswer', description: 'What they said to it.' }),
        })
        .meta({ id: 'InquiryAnswer', description: 'A question as it was asked, and its answer.' }),
    ),
    client: ClientRef.optional().meta({ description: 'Whom the person has become.' }),
    course: Uuid.optional().meta({ description: 'The course that was started with it.' }),
    steps: z.array(
      z
        .object({
          step: oneOf(INQUIRY_STEPS, { id: 'InquiryStep', description: 'What was done.' }),
          at: At,
          role: RoleOut,
          person: z
            .string()
            .optional()
            .meta({ description: 'Name of who did it; absent for somebody unknown.' }),
          note: z.string().optional().meta({ description: 'For colleagues.' }),
          mail: z.string().optional().meta({ description: 'What was written to the person.' }),
        })
        .meta({ id: 'InquiryDone', description: 'What was done about an inquiry.' }),
    ),
    mails: z.array(
      z
        .object({
          kind: oneOf(INQUIRY_MAILS, { id: 'InquiryMail', description: '`overdue` goes to the staff.' }),
          state: oneOf(INQUIRY_MAIL_STATES, {
            id: 'InquiryMailState',
            description: '`unknown`: it may have been sent, and is not sent again.',
          }),
          dueAt: At,
        })
        .meta({ id: 'SentInquiryMail', description: 'An e-mail about an inquiry.' }),
    ),
    resembling: z
      .array(WarningOut)
      .meta({ description: 'Clients and other inquiries that may be of the same person.' }),
  })
  .meta({ id: 'Inquiry', description: 'Somebody who is not a client yet.' });

export const InquiryId = z.strictObject({ id: Uuid.meta({ description: 'Id of the inquiry.' }) });
