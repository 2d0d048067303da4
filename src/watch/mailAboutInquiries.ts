/** Sends the e-mails about inquiries that are due, and tells the staff what is overdue. Each goes out once at most. */
import { inquiryMail } from '../messages/inquiryMail';
import type { Links } from '../messages/links';
import type { MailTransport, SendResult } from '../messages/transport';
import { inquirySettingsOf, owedFrom, type InquiryMailRow, type Practice, type Store } from '../store';
import { plusMinutes, type Instant } from '../time/instant';
import { addressesOf } from './addresses';

export interface InquiryMailing {
  store: Pick<Store, 'atOnce' | 'audit' | 'inquiries' | 'inquiryMails' | 'practice' | 'staff'>;
  transport: Pick<MailTransport, 'send'>;
  links: Pick<Links, 'inquiry'>;
}

/** The mail server did not take it: it is asked again after so many minutes. */
const AGAIN_MINUTES = 1;

/** @throws StoreError */
export async function mailAboutInquiries(mailing: InquiryMailing, now: Instant): Promise<void> {
  const { store } = mailing;
  const practice = await store.practice.get();
  if (!practice) return;
  await planOverdue(mailing, now);
  for (const lost of await store.inquiryMails.lost(now)) await trouble(mailing, lost, practice, now);
  // What the mail server does not take now, it will hardly take for the next one: the watch has other work.
  for (const mail of await store.inquiryMails.due(now))
    if (!(await sendOne(mailing, mail, practice, now))) return;
}

/** One e-mail about all that have become overdue since the last look. */
const planOverdue = ({ store }: InquiryMailing, now: Instant): Promise<void> =>
  store.atOnce(async ({ inquiries, inquiryMails }) => {
    const overdue = await inquiries.takeOverdue(now);
    const [first] = overdue;
    if (!first) return;
    await inquiryMails.plan({
      ...{ id: `${first.id}:overdue:${now}`, inquiryId: first.id, kind: 'overdue' },
      ...{ facts: { count: overdue.length }, createdAt: now, dueAt: now },
    });
  });

/** Whether the mail server answers: it has taken the e-mail, or refused it. */
async function sendOne(
  mailing: InquiryMailing,
  mail: InquiryMailRow,
  practice: Practice,
  now: Instant,
): Promise<boolean> {
  const { store, transport, links } = mailing;
  const inquiry = await store.inquiries.find(mail.inquiryId);
  if (!inquiry) return true;
  const to =
    mail.kind === 'overdue' ? await staffAddresses(mailing, practice) : inquiry.email ? [inquiry.email] : [];
  const { consult } = mail.facts;
  // Nobody is reminded of what has begun.
  const tooLate = consult !== undefined && !consult.off && consult.start <= now;
  if (to.length === 0 || tooLate) {
    await store.inquiryMails.ended(mail.id, 'failed', now);
    await trouble(mailing, mail, practice, now);
    return true;
  }
  const { answerDays } = inquirySettingsOf(practice);
  const written = inquiryMail({ mail, inquiry, practice, to, links, at: now }, answerDays);
  const result = await transport.send(written, { begin: () => store.inquiryMails.begin(mail.id, now) });
  await note(mailing, mail, result, practice, now);
  return result.outcome !== 'temporary';
}

async function note(
  mailing: InquiryMailing,
  mail: InquiryMailRow,
  result: SendResult,
  practice: Practice,
  now: Instant,
): Promise<void> {
  const { inquiryMails, audit } = mailing.store;
  switch (result.outcome) {
    case 'accepted':
      await inquiryMails.ended(mail.id, 'sent', now);
      break;
    case 'temporary':
      return inquiryMails.later(mail.id, plusMinutes(now, AGAIN_MINUTES));
    case 'withdrawn':
      return;
    case 'permanent':
    case 'unknown':
      await inquiryMails.ended(mail.id, result.outcome === 'unknown' ? 'unknown' : 'failed', now);
      await trouble(mailing, mail, practice, now);
  }
  const detail = { inquiry: mail.inquiryId, kind: mail.kind, outcome: result.outcome };
  await audit.append({ stream: 'inquiries', at: now, kind: 'inquiry-mailed', detail });
}

/** Somebody has to call: the person knows nothing of it. */
async function trouble(
  { store }: InquiryMailing,
  { inquiryId, kind }: InquiryMailRow,
  practice: Practice,
  now: Instant,
): Promise<void> {
  if (kind === 'overdue') return;
  const inquiry = await store.inquiries.find(inquiryId);
  const owed =
    inquiry && inquiry.state !== 'client' && (inquiry.owedFrom === undefined || inquiry.owedFrom > now);
  await store.inquiries.troubled(inquiryId, owed ? owedFrom(practice, now) : undefined);
}

/** The front desk, or the lead where there is none. */
async function staffAddresses({ store }: InquiryMailing, practice: Practice): Promise<string[]> {
  const desk = await addressesOf(store, practice, 'frontDesk');
  return desk.length > 0 ? desk : addressesOf(store, practice, 'lead');
}
