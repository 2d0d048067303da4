/** Sends the e-mails about inquiries that are due, and tells the staff what is overdue. Each goes out once at most. */
import { inquiryMail } from '../messages/inquiryMail';
import type { Links } from '../messages/links';
import type { FailureCode } from '../messages/smtpFailure';
import type { MailTransport, SendResult } from '../messages/transport';
import {
  inquirySettingsOf,
  owedFrom,
  type Inquiry,
  type InquiryMailRow,
  type Practice,
  type Store,
} from '../store';
import { plusHours, plusMinutes, toMs, type Instant } from '../time/instant';
import { addressesOf } from './addresses';

export interface InquiryMailing {
  store: Pick<Store, 'atOnce' | 'audit' | 'inquiries' | 'inquiryMails' | 'practice' | 'staff'>;
  transport: Pick<MailTransport, 'send'>;
  links: Pick<Links, 'inquiries'>;
}

/** What the mail server puts off is tried again, later each time: after as long as it has waited, at least and at most this. */
const AGAIN_MINUTES = { least: 1, most: 10 };
/** Then somebody calls instead: after this long, or this long before the consult that it is about. */
const GIVE_UP_HOURS = 4;
const BEFORE_CONSULT_HOURS = 3;
/** A server that asks everybody to come again (greylisting) takes it within this. */
const PATIENCE_MINUTES = 15;

/** The mail server takes no e-mail of ours, whatever it is about. */
const TAKES_NONE: ReadonlySet<FailureCode> = new Set([
  ...(['mail-not-set-up', 'mail-connection', 'mail-sign-in-refused', 'mail-sender-refused'] as const),
]);

/** @throws StoreError */
export async function mailAboutInquiries(mailing: InquiryMailing, now: Instant): Promise<void> {
  const { store } = mailing;
  const practice = await store.practice.get();
  if (!practice) return;
  await planOverdue(mailing, now);
  for (const lost of await store.inquiryMails.lost(now)) await end(mailing, lost, 'unknown', practice, now);
  let takesNone = false;
  for (const mail of await store.inquiryMails.due(now)) {
    // Not asked again for each: the watch has other work.
    if (takesNone) await putOff(mailing, mail, practice, now);
    else takesNone = (await sendOne(mailing, mail, practice, now)) === 'takes none';
  }
}

/** One e-mail about all that have become overdue since the last look. */
const planOverdue = ({ store }: InquiryMailing, now: Instant): Promise<void> =>
  store.atOnce(async ({ inquiries, inquiryMails }) => {
    const overdue = await inquiries.takeOverdue(now);
    const [first] = overdue;
    if (!first) return;
    await inquiryMails.plan({
      ...{ id: `${first.id}:overdue:${now}`, kind: 'overdue' },
      ...{ facts: { count: overdue.length }, createdAt: now, dueAt: now },
    });
  });

/** Whether it speaks of a consult that was moved or canceled since. */
const isOutdated = ({ facts: { consult } }: InquiryMailRow, inquiry: Inquiry): boolean =>
  consult !== undefined && consult.revision !== inquiry.consult?.revision;

async function sendOne(
  mailing: InquiryMailing,
  mail: InquiryMailRow,
  practice: Practice,
  now: Instant,
): Promise<'takes none' | undefined> {
  const { store, transport, links } = mailing;
  const { inquiryId } = mail;
  const inquiry = inquiryId === undefined ? undefined : await store.inquiries.find(inquiryId);
  if (inquiryId !== undefined && !inquiry) return undefined;
  if (inquiry && isOutdated(mail, inquiry)) {
    await store.inquiryMails.drop(mail.id);
    return undefined;
  }
  const email = inquiry?.email;
  const to = !inquiry ? await staffAddresses(mailing, practice) : email ? [email] : [];
  const { consult } = mail.facts;
  // Nobody is reminded of what has begun.
  const tooLate = consult !== undefined && !consult.off && consult.start <= now;
  if (to.length === 0 || tooLate) {
    await end(mailing, mail, 'failed', practice, now);
    return undefined;
  }
  const { answerDays } = inquirySettingsOf(practice);
  const written = inquiryMail({ mail, inquiry, practice, to, links, at: now }, answerDays);
  const result = await transport.send(written, { begin: () => begin(mailing, mail, now) });
  await note(mailing, mail, result, practice, now);
  return result.outcome === 'temporary' && TAKES_NONE.has(result.code) ? 'takes none' : undefined;
}

/** Whether its content may go out: not if the consult was moved while the mail server was asked. */
const begin = ({ store }: InquiryMailing, mail: InquiryMailRow, now: Instant): Promise<boolean> =>
  store.atOnce(async ({ inquiries, inquiryMails }) => {
    const { inquiryId } = mail;
    const inquiry = inquiryId === undefined ? undefined : await inquiries.findToChange(inquiryId);
    if (inquiry && isOutdated(mail, inquiry)) return false;
    return inquiryMails.begin(mail.id, now);
  });

async function note(
  mailing: InquiryMailing,
  mail: InquiryMailRow,
  result: SendResult,
  practice: Practice,
  now: Instant,
): Promise<void> {
  switch (result.outcome) {
    case 'accepted':
      return end(mailing, mail, 'sent', practice, now);
    case 'temporary':
      return putOff(mailing, mail, practice, now);
    case 'withdrawn':
      return;
    case 'permanent':
      return end(mailing, mail, 'failed', practice, now);
    case 'unknown':
      return end(mailing, mail, 'unknown', practice, now);
  }
}

/** It is tried again, unless it has waited too long: then somebody calls. */
async function putOff(
  mailing: InquiryMailing,
  mail: InquiryMailRow,
  practice: Practice,
  now: Instant,
): Promise<void> {
  const since = mail.deferredAt ?? now;
  const { consult } = mail.facts;
  const giveUp = earlier(
    plusHours(since, GIVE_UP_HOURS),
    consult && later(plusMinutes(since, PATIENCE_MINUTES), plusHours(consult.start, -BEFORE_CONSULT_HOURS)),
  );
  if (now >= giveUp) return end(mailing, mail, 'failed', practice, now);
  const waited = (toMs(now) - toMs(since)) / 60_000;
  const minutes = Math.min(Math.max(waited, AGAIN_MINUTES.least), AGAIN_MINUTES.most);
  await mailing.store.inquiryMails.later(mail.id, { at: now, dueAt: plusMinutes(now, Math.ceil(minutes)) });
}

const earlier = (one: Instant, other: Instant | undefined): Instant =>
  other !== undefined && other < one ? other : one;
const later = (one: Instant, other: Instant): Instant => (other > one ? other : one);

/** Notes what became of it, and that somebody has to call if it did not arrive: both, or neither. */
const end = (
  { store }: InquiryMailing,
  mail: InquiryMailRow,
  state: 'sent' | 'failed' | 'unknown',
  practice: Practice,
  now: Instant,
): Promise<void> =>
  store.atOnce(async (all) => {
    const { inquiryId, kind } = mail;
    // Locked first, like by who changes it: two who wait for each other would never end.
    const inquiry = inquiryId === undefined ? undefined : await all.inquiries.findToChange(inquiryId);
    if (!(await all.inquiryMails.ended(mail.id, state, now))) return;
    if (inquiry && state !== 'sent' && !isOutdated(mail, inquiry))
      await all.inquiries.troubled(inquiry.id, callOwed(inquiry, mail, practice, now));
    const detail = { ...(inquiryId !== undefined && { inquiry: inquiryId }), kind, outcome: state };
    await all.audit.append({ stream: 'inquiries', at: now, kind: 'inquiry-mailed', detail });
  });

/** By when somebody has to call: before the consult that the e-mail was about. Undefined: it is owed as it is. */
function callOwed(
  { owedFrom: from, dueAt, state }: Inquiry,
  { facts: { consult } }: InquiryMailRow,
  practice: Practice,
  now: Instant,
): { from: Instant; by: Instant } | undefined {
  const start = consult && consult.start > now ? consult.start : undefined;
  // What else was written to a client is said in their course.
  if (state === 'client' && start === undefined) return undefined;
  const usual = owedFrom(practice, now);
  const isOwed = from !== undefined && from <= now && dueAt !== undefined;
  const by = earlier(isOwed ? dueAt : usual.by, start);
  return isOwed && by === dueAt ? undefined : { from: isOwed ? from : now, by };
}

/** The front desk, or the lead where there is none. */
async function staffAddresses({ store }: InquiryMailing, practice: Practice): Promise<string[]> {
  const desk = await addressesOf(store, practice, 'frontDesk');
  return desk.length > 0 ? desk : addressesOf(store, practice, 'lead');
}
