/** Notifies the lead and the engineers once about each course that does not respond. */
import { minutesBetween, plusMinutes, type Instant } from '../time/instant';
import type { Links } from '../messages/links';
import type { MailTransport } from '../messages/transport';
import type { Audience, Practice, Store, StuckCourse } from '../store';
import { addressesOf } from './addresses';
import { alarmMail } from './alarmMail';

export interface NotifyContext {
  store: Pick<Store, 'practice' | 'staff' | 'stuck'>;
  transport: MailTransport;
  links: Links;
  /** Audiences whose mailbox refused a mail, and when to try again. Maintained by `notifyOfStuck`. */
  refusedUntil?: Map<Audience, Instant>;
}

const AUDIENCES: readonly Audience[] = ['lead', 'engineers'];

/** Notifies at once about the first course; groups those that stop later into one mail per this many minutes. */
const TOGETHER_MINUTES = 10;

const notifiedAt = (
  audience: Audience,
  { leadNotifiedAt, engineersNotifiedAt }: StuckCourse,
): Instant | undefined => (audience === 'lead' ? leadNotifiedAt : engineersNotifiedAt);

/** Sends the notifications that are due. The next call retries what the mail server did not accept. @throws StoreError */
export async function notifyOfStuck(telling: NotifyContext, now: Instant): Promise<void> {
  const stuck = await telling.store.stuck.list();
  const practice = stuck.length > 0 ? await telling.store.practice.get() : undefined;
  if (!practice) return;
  for (const audience of AUDIENCES) {
    const notified = stuck.flatMap((course) => notifiedAt(audience, course) ?? []);
    if (notified.some((at) => minutesBetween(at, now) < TOGETHER_MINUTES)) continue;
    if ((telling.refusedUntil?.get(audience) ?? now) > now) continue;
    const [first, ...others] = stuck.filter((course) => !notifiedAt(audience, course));
    const to = await recipients(telling.store, practice, audience);
    if (first && to.length > 0) await notify(telling, audience, [first, ...others], practice, to, now);
  }
}

async function notify(
  { store, transport, links, refusedUntil }: NotifyContext,
  audience: Audience,
  stuck: [StuckCourse, ...StuckCourse[]],
  practice: Practice,
  to: readonly string[],
  at: Instant,
): Promise<void> {
  const mail = alarmMail({ audience, stuck, practice, to, links, at });
  const result = await transport.send(mail, { begin: () => Promise.resolve(true) });
  const courses = stuck.map(({ courseId }) => courseId);
  const { messageId } = mail;
  switch (result.outcome) {
    case 'accepted':
      return store.stuck.notified(audience, courses, at, { messageId, answer: result.answer });
    case 'unknown':
      // It may have been sent. One mail per incident is enough; the lists and the task show the same.
      return store.stuck.notified(audience, courses, at, { messageId, code: result.code });
    case 'permanent':
      refusedUntil?.set(audience, plusMinutes(at, TOGETHER_MINUTES));
      return store.stuck.notificationRefused(audience, courses, at, { messageId, code: result.code });
    case 'temporary':
    case 'withdrawn':
      return;
  }
}

/** The practice's lead contact or all leads; or all engineers on the staff. */
async function recipients(
  { staff }: NotifyContext['store'],
  practice: Practice,
  audience: Audience,
): Promise<string[]> {
  if (audience === 'lead') return addressesOf({ staff }, practice, 'lead');
  return (await staff.list('engineer')).map(({ email }) => email);
}
