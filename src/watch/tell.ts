/** Tells the lead and the engineers, once for each course that does not respond, however often it is looked at. */
import { minutesBetween, plusMinutes, type Instant } from '../time/instant';
import type { Links } from '../messages/links';
import type { MailTransport } from '../messages/transport';
import type { Audience, Practice, Store, StuckCourse } from '../store';
import { alarmMail } from './alarmMail';

export interface Telling {
  store: Pick<Store, 'practice' | 'staff' | 'stuck'>;
  transport: MailTransport;
  links: Links;
  /** Whose mailbox refuses these mails: until when it is left alone. Kept by `tellOfStuck`. */
  refusedUntil?: Map<Audience, Instant>;
}

const AUDIENCES: readonly Audience[] = ['lead', 'engineers'];

/** Courses that stop one after another are told together: the first at once, then one mail in so many minutes. */
const TOGETHER_MINUTES = 10;

const toldAt = (audience: Audience, { leadToldAt, engineersToldAt }: StuckCourse): Instant | undefined =>
  audience === 'lead' ? leadToldAt : engineersToldAt;

/** Mails what has not been told. What the mail server does not take now is tried again by the next call. @throws StoreError */
export async function tellOfStuck(telling: Telling, now: Instant): Promise<void> {
  const stuck = await telling.store.stuck.list();
  const practice = stuck.length > 0 ? await telling.store.practice.get() : undefined;
  if (!practice) return;
  for (const audience of AUDIENCES) {
    const told = stuck.flatMap((course) => toldAt(audience, course) ?? []);
    if (told.some((at) => minutesBetween(at, now) < TOGETHER_MINUTES)) continue;
    if ((telling.refusedUntil?.get(audience) ?? now) > now) continue;
    const [first, ...others] = stuck.filter((course) => !toldAt(audience, course));
    const to = await addressesOf(telling.store, practice, audience);
    if (first && to.length > 0) await tell(telling, audience, [first, ...others], practice, to, now);
  }
}

async function tell(
  { store, transport, links, refusedUntil }: Telling,
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
      return store.stuck.told(audience, courses, at, { messageId, answer: result.answer });
    case 'unknown':
      // It may be out: one mail an incident, and the lists and the task say the same.
      return store.stuck.told(audience, courses, at, { messageId, code: result.code });
    case 'permanent':
      refusedUntil?.set(audience, plusMinutes(at, TOGETHER_MINUTES));
      return store.stuck.refusedToHear(audience, courses, at, { messageId, code: result.code });
    case 'temporary':
    case 'withdrawn':
      return;
  }
}

/** The lead's mailbox, or everybody who is one; the engineers on the staff. */
async function addressesOf(
  { staff }: Telling['store'],
  { contacts }: Practice,
  audience: Audience,
): Promise<string[]> {
  const contact = audience === 'lead' ? contacts.lead?.email : undefined;
  if (contact) return [contact];
  return (await staff.list(audience === 'lead' ? 'lead' : 'engineer')).map(({ email }) => email);
}
