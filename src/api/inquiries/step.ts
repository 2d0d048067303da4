/** One change of an inquiry: judged, stored with its e-mails and audited together, and done once. */
import type { Inquiry, InquiryDone, Practice, Repositories } from '../../store';
import { plusMinutes, type Instant } from '../../time/instant';
import type { InquiryMail, InquiryStep } from '../../vocabulary/inquiries';
import type { Identity } from '../http/context';
import type { ApiStore } from '../http/deps';
import { ApiError } from '../http/errors';
import type { Call } from '../http/operation';
import { inquiryOut, unknownInquiry } from './out';

type Change = Parameters<Repositories['inquiries']['change']>[0];
type NewMail = Parameters<Repositories['inquiryMails']['plan']>[0];

interface Request {
  id: string;
  /** The revision that the caller saw. */
  revision: number;
  /** Of the request: a repeated one changes nothing again. */
  request: string;
  who: Identity;
  now: Instant;
}

/** What is done. */
export interface Step extends Pick<Change, 'state' | 'owed' | 'consult'> {
  step: InquiryStep;
  note?: string | undefined;
  /** What the person gets, if they get an e-mail. */
  mail?: Pick<NewMail, 'kind' | 'facts'> | undefined;
  /** What goes out later, unless it is withdrawn. */
  later?: Pick<NewMail, 'kind' | 'facts' | 'dueAt'> | undefined;
  /** E-mails that are of no more use. */
  withdraws?: readonly InquiryMail[];
}

export const notPossible = (why: string): ApiError => new ApiError('inquiry-not-possible', why);

export const CHANGED = 'Somebody has changed this inquiry since you opened it. Look at it again.';

/** When the consult that is booked ends; undefined if none is, or it is over. */
export function endOfConsult({ consult }: Pick<Inquiry, 'consult'>, now: Instant): Instant | undefined {
  const ends = consult && !consult.off ? plusMinutes(consult.start, consult.minutes) : undefined;
  return ends !== undefined && ends > now ? ends : undefined;
}

/** Whether a consult is booked and not over. */
export const hasConsultAhead = (inquiry: Pick<Inquiry, 'consult'>, now: Instant): boolean =>
  endOfConsult(inquiry, now) !== undefined;

/** Whether a course is being started for it, or that broke off: then there is a client, and may be a course. */
export const isStarting = ({ clientId, state }: Pick<Inquiry, 'clientId' | 'state'>): boolean =>
  clientId !== undefined && state !== 'client';

/** @throws ApiError `inquiry-not-possible` */
export function refuseWhileStarting(inquiry: Pick<Inquiry, 'clientId' | 'state'>): void {
  if (isStarting(inquiry))
    throw notPossible('A course is being started for this person. Finish that: start the course again.');
}

export const IS_CLIENT = 'This person is a client already.';

/** The practice. @throws ApiError `practice-not-set-up` */
export async function practiceOf({ practice }: Pick<ApiStore, 'practice'>): Promise<Practice> {
  const settings = await practice.get();
  if (!settings) throw new ApiError('practice-not-set-up', 'Set up the practice first.');
  return settings;
}

/** The inquiry, nobody else changing it, as the caller saw it; undefined if this request was carried out before. */
export async function toChange(
  all: Pick<Repositories, 'inquiries'>,
  { id, revision, request }: Pick<Request, 'id' | 'revision' | 'request'>,
): Promise<Inquiry | undefined> {
  const inquiry = await all.inquiries.findToChange(id);
  if (!inquiry) throw unknownInquiry();
  if (inquiry.lastRequest === request) return undefined;
  if (inquiry.revision !== revision) throw new ApiError('inquiry-changed', CHANGED);
  return inquiry;
}

/** @throws ApiError `inquiry-unknown`, `inquiry-changed`, `inquiry-not-possible` */
export const take = (
  store: Pick<ApiStore, 'atOnce'>,
  asked: Request & { /** Also of who is a client already. */ ofClients?: true },
  judge: (inquiry: Inquiry, practice: Practice) => Step,
): Promise<void> =>
  store.atOnce(async (all) => {
    const practice = await practiceOf(all);
    const inquiry = await toChange(all, asked);
    if (!inquiry) return;
    if (inquiry.state === 'client' && !asked.ofClients) throw notPossible(IS_CLIENT);
    const { step, note, mail, later, withdraws = [], ...change } = judge(inquiry, practice);
    const { id, request, revision, who, now } = asked;
    const by = { role: who.role, id: who.staffId };
    const done: InquiryDone = {
      ...{ step, at: now, by },
      ...(note && { note }),
      ...(mail?.facts.words !== undefined && { mail: mail.facts.words }),
    };
    await all.inquiries.change({ id, revision, request, done, ...change });
    await all.inquiryMails.withdraw(id, withdraws);
    for (const each of [mail && { ...mail, dueAt: now }, later])
      if (each)
        await all.inquiryMails.plan({
          ...{ id: `${request}:${each.kind}`, inquiryId: id, createdAt: now },
          ...each,
        });
    await all.audit.append({
      ...{ stream: 'inquiries', at: now, kind: `inquiry-${step}`, by },
      detail: { inquiry: id, mailed: mail !== undefined },
    });
  });

/** Takes the step that a call asks for, and answers with the inquiry as it is then. @throws ApiError as `take` */
export async function takeStep(
  {
    params: { id },
    body: { revision },
    who,
    deps: { store },
    now,
    derivedId,
  }: Call<{ id: string }, unknown, { revision: number }>,
  judge: Parameters<typeof take>[2],
  options: { ofClients?: true } = {},
) {
  await take(store, { id, revision, request: derivedId, who, now, ...options }, judge);
  return inquiryOut(store, id);
}
