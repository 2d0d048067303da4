/** Turns a message that is due, and its addressee, into one mail. */
import type { MessageToSend, Recipient } from '../course/events';
import type { Instant } from '../time/instant';
import { toMs } from '../time/instant';
import { isZone } from '../time/civil';
import { invitationText } from './calendar/invitation';
import { calendarUidOf, messageIdOf } from './identity';
import { htmlOf } from './layout';
import type { Links } from './links';
import { placeInText, placeOf, zoneOfPlace, type Place, type PracticePlaces } from './place';
import { contentOf, textOf } from './render';
import { revealingPart } from '../catalog/revealingWords';
import { templateOf, type Audience, type Template } from './templates';
import { withoutAccount } from './templates/staff';

/** The practice as shown in mails. */
export interface Sender extends PracticePlaces {
  name: string;
  address: string;
  phone: string;
  zone: string;
}

/** Whom a mail goes to. */
export interface Addressee {
  addresses: readonly string[];
  /** Clients only: their time zone. */
  zone?: string;
  /** Clients only: the token in their one-click unsubscribe link. */
  unsubscribeToken?: string;
}

export interface ComposeInput {
  course: string;
  message: MessageToSend;
  sender: Sender;
  addressee: Addressee;
  links: Links;
  /** The secret of the page that it links to, for a client or for somebody who decides without an account. */
  page?: string;
  /** When it is sent, by the workflow's clock. */
  at: Instant;
}

/** A mail in the form nodemailer expects. */
export interface Mail {
  messageId: string;
  date: Date;
  from: { name: string; address: string };
  to: string[];
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  icalEvent?: { method: string; filename: string; content: string };
  /** Nothing is loaded from files or URLs while a mail is built. */
  disableFileAccess: true;
  disableUrlAccess: true;
}

export type ComposeProblem = 'template-unknown' | 'recipient-mismatch' | 'address-missing' | 'zone-unknown';
export type Composed = { mail: Mail } | { problem: ComposeProblem };

const NEUTRAL_NAME = 'Your practice';

/** The kind of text a recipient may get; a support person gets none. */
function audienceOf(recipient: Recipient): Audience | undefined {
  if (recipient === 'supportPerson') return undefined;
  return recipient === 'client' || recipient === 'partner' ? recipient : 'staff';
}

/** Composes a mail: the same input gives the same bytes, except for MIME boundaries. Never throws. */
export function compose(input: ComposeInput): Composed {
  const { course, message, sender, addressee, links, at } = input;
  const known = templateOf(message.template);
  const template = known && input.page !== undefined ? withoutAccount(known) : known;
  if (!template) return { problem: 'template-unknown' };
  if (template.to !== audienceOf(message.to)) return { problem: 'recipient-mismatch' };
  if (addressee.addresses.length === 0) return { problem: 'address-missing' };
  const visit = visitOf(template, input);
  if (!isZone(visit.zone) || !isZone(visit.zoneOfPlace)) return { problem: 'zone-unknown' };

  const name = senderName(template, sender);
  const unsubscribe =
    template.notice && addressee.unsubscribeToken ? links.unsubscribe(addressee.unsubscribeToken) : undefined;
  const content = contentOf(template, {
    course,
    facts: message.facts,
    ...visit,
    practice: { name, phone: sender.phone },
    href: hrefOf(template, input),
    ...(unsubscribe && { unsubscribe }),
  });
  const icalEvent = calendarPart(template, input, name, visit);
  return {
    mail: {
      messageId: messageIdOf(course, message.key, sender.address),
      date: new Date(toMs(at)),
      from: { name, address: sender.address },
      to: [...addressee.addresses],
      subject: content.subject,
      text: textOf(content),
      html: htmlOf(content),
      headers: { 'Auto-Submitted': 'auto-generated', ...listHeaders(unsubscribe) },
      ...(icalEvent && { icalEvent }),
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  };
}

/** Hides a practice name that reveals the kind of care from clients. domain-report.md §E: neutral sender */
export const neutralName = (name: string): string => (revealingPart(name) ? NEUTRAL_NAME : name);

function senderName(template: Template, { name }: Sender): string {
  return template.to === 'client' ? neutralName(name) : name;
}

function hrefOf(template: Template, { course, links, page }: ComposeInput): string {
  if (page !== undefined) return links.page(page);
  return template.to === 'staff' ? links.course(course) : links.signIn();
}

function listHeaders(unsubscribe: string | undefined): Record<string, string> {
  if (!unsubscribe) return {};
  return { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** The reader's time zone, and of a client's appointment its place and the zone of that. */
interface Visit {
  zone: string;
  zoneOfPlace: string;
  place?: Place;
}

function visitOf(template: Template, { message, sender, addressee }: ComposeInput): Visit {
  if (template.to !== 'client') return { zone: sender.zone, zoneOfPlace: sender.zone };
  const { setting } = message.facts;
  const zone = addressee.zone ?? sender.zone;
  return {
    zone,
    zoneOfPlace: zoneOfPlace(setting, { practice: sender.zone, client: zone }),
    ...(setting && { place: placeOf(setting, sender) }),
  };
}

/** Undefined when the message lacks the session or its start: no entry is better than a wrong one. */
function calendarPart(template: Template, input: ComposeInput, name: string, visit: Visit) {
  const { course, message, sender, addressee, at } = input;
  const { session, start, minutes, revision } = message.facts;
  const [attendee] = addressee.addresses;
  if (!template.calendar || !session || !start || !attendee) return undefined;
  const content = invitationText({
    method: template.calendar,
    uid: calendarUidOf(course, session, sender.address),
    sequence: revision ?? 0,
    start,
    minutes: minutes ?? 60,
    zone: visit.zoneOfPlace,
    ...(visit.place && { location: placeInText(visit.place) }),
    practice: { name, address: sender.address },
    attendee,
    at,
  });
  return { method: template.calendar, filename: 'appointment.ics', content };
}
