/** An inquiry is answered, put on the waiting list, or declined. */
import { z } from 'zod';
import { MOST_LETTERS, OwnText } from '../../../catalog/inquiry';
import { owedFrom, type Inquiry } from '../../../store';
import { endpoint } from '../../http/endpoint';
import { invalid } from '../../http/errors';
import { InquiryId, InquiryOut } from '../../inquiries/schema';
import {
  endOfConsult,
  hasConsultAhead,
  IS_CLIENT,
  isStarting,
  notPossible,
  refuseWhileStarting,
  takeStep,
  type Step,
} from '../../inquiries/step';
import { INTAKE } from '../../roles';

export const Revision = z
  .int()
  .min(1)
  .meta({ description: 'As the inquiry said when you read it.', example: 1 });

const Note = z.string().trim().max(1000).optional().meta({ description: 'For colleagues.' });

const PROBLEMS = [
  'inquiry-unknown',
  'inquiry-changed',
  'inquiry-not-possible',
  'practice-not-set-up',
] as const;

const CONSULT_AHEAD = 'A consult is booked. Cancel it first, so that the person hears of it.';

const answerBody = z.strictObject({
  revision: Revision,
  note: Note,
  mail: OwnText.min(1)
    .optional()
    .meta({
      description: `What the person gets by e-mail, in your words (at most ${MOST_LETTERS} letters). Without it, no e-mail is sent.`,
    }),
});

/** The e-mail in somebody's own words. @throws ApiError `request-invalid` */
function mailTo({ email }: Inquiry, words: string | undefined): Pick<Step, 'mail'> {
  if (words === undefined) return {};
  if (email === undefined)
    throw invalid([{ field: 'mail', message: 'cannot be sent: there is no e-mail address' }]);
  return { mail: { kind: 'answer', facts: { words } } };
}

export const answerInquiry = endpoint({
  id: 'answerInquiry',
  method: 'post',
  path: '/api/v1/inquiries/{id}/answer',
  tag: 'Inquiries',
  summary: 'Note that an inquiry was answered, by an e-mail or otherwise.',
  description:
    'Nothing is owed for it from then on, unless a consult is booked, or the start of a course broke off.',
  roles: INTAKE,
  problems: PROBLEMS,
  params: InquiryId,
  body: answerBody.meta({ id: 'InquiryReply' }),
  response: InquiryOut,
  handler: async (call) => {
    const {
      body: { note, mail },
      now,
    } = call;
    return takeStep(
      call,
      (inquiry, practice) => {
        // Of a client only that they were called about their consult.
        if (inquiry.state === 'client' && inquiry.owedFrom === undefined) throw notPossible(IS_CLIENT);
        const ends = endOfConsult(inquiry, now);
        return {
          ...{ step: 'answered', note },
          ...(inquiry.state === 'client'
            ? { owed: null }
            : !isStarting(inquiry) &&
              (ends === undefined ? { state: 'answered', owed: null } : { owed: owedFrom(practice, ends) })),
          ...mailTo(inquiry, mail),
        };
      },
      { ofClients: true },
    );
  },
});

export const putOnWaitingList = endpoint({
  id: 'putOnWaitingList',
  method: 'post',
  path: '/api/v1/inquiries/{id}/wait',
  tag: 'Inquiries',
  summary: 'Put the person on the waiting list.',
  roles: INTAKE,
  problems: PROBLEMS,
  params: InquiryId,
  body: answerBody.meta({ id: 'WaitingListEntry' }),
  response: InquiryOut,
  handler: async (call) => {
    const {
      body: { note, mail },
      now,
    } = call;
    return takeStep(call, (inquiry) => {
      refuseWhileStarting(inquiry);
      if (hasConsultAhead(inquiry, now)) throw notPossible(CONSULT_AHEAD);
      return {
        ...{ step: 'waiting', note, state: 'waiting', owed: null },
        ...mailTo(inquiry, mail),
      };
    });
  },
});

export const declineInquiry = endpoint({
  id: 'declineInquiry',
  method: 'post',
  path: '/api/v1/inquiries/{id}/decline',
  tag: 'Inquiries',
  summary: 'Decline an inquiry.',
  description:
    'The person gets an e-mail in neutral words, which says neither what they asked for nor why it is declined.',
  roles: INTAKE,
  problems: PROBLEMS,
  params: InquiryId,
  body: z
    .strictObject({
      revision: Revision,
      note: Note,
      mail: z.boolean().default(true).meta({
        description: 'Whether the person gets the e-mail. Where there is no e-mail address, nothing is sent.',
      }),
    })
    .meta({ id: 'InquiryDeclined' }),
  response: InquiryOut,
  handler: async (call) => {
    const {
      body: { note, mail },
      now,
    } = call;
    return takeStep(call, (inquiry) => {
      refuseWhileStarting(inquiry);
      if (hasConsultAhead(inquiry, now)) throw notPossible(CONSULT_AHEAD);
      return {
        ...{ step: 'declined', note, state: 'declined', owed: null },
        ...(mail && inquiry.email !== undefined && { mail: { kind: 'decline', facts: {} } }),
      };
    });
  },
});
