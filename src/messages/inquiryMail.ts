/** E-mails about inquiries. Those to the person are neutral: their subjects and our own words reveal nothing. */
import type { InquiryMailRow, Inquiry, Practice } from '../store';
import { toMs, type Instant } from '../time/instant';
import type { InquiryLanguage } from '../vocabulary/inquiries';
import { invitationText } from './calendar/invitation';
import { neutralName, type Mail } from './compose';
import { calendarUidOf, messageIdOf } from './identity';
import { htmlOf } from './layout';
import type { Links } from './links';
import { textOf, type Content } from './render';

interface Written {
  mail: InquiryMailRow;
  /** Left out: it goes to the staff. */
  inquiry?: Inquiry | undefined;
  practice: Practice;
  /** The person, or the staff. */
  to: readonly string[];
  links: Pick<Links, 'inquiries'>;
  at: Instant;
}

interface Texts {
  locale: string;
  message: (practice: string) => string;
  appointment: string;
  confirmed: (days: number) => string;
  unexpected: (phone: string) => string;
  declined: string[];
  time: (when: string, minutes: number) => string;
  booked: string;
  moved: string;
  off: (when: string) => string;
  reminder: string;
  phone: string;
  video: (link: string) => string;
  otherTime: (phone: string) => string;
}

const TEXTS: Record<InquiryLanguage, Texts> = {
  en: {
    locale: 'en-US',
    message: (practice) => `A message from ${practice}`,
    appointment: 'Your appointment',
    confirmed: (days) =>
      `We have your message, and will answer within ${days === 1 ? 'one working day' : `${days} working days`}.`,
    unexpected: (phone) =>
      `If you did not write to us, you do not need to do anything. You can call us at ${phone}.`,
    declined: [
      'Thank you for writing to us. We are not the right place for what you are looking for, and we are sorry that we cannot offer you an appointment.',
      'We wish you well. If anything is unclear, please call us.',
    ],
    time: (when, minutes) => `When: ${when}, about ${minutes} minutes.`,
    booked: 'We have set aside a time to talk with you.',
    moved: 'The time at which we talk with you has changed.',
    off: (when) => `Your appointment on ${when} does not take place. We will get back to you.`,
    reminder: 'A reminder that we talk with you soon.',
    phone: 'We will call you at the number that you gave us.',
    video: (link) => `We meet by video: ${link}`,
    otherTime: (phone) => `If this time does not work for you, please call us at ${phone}.`,
  },
  es: {
    locale: 'es-US',
    message: (practice) => `Un mensaje de ${practice}`,
    appointment: 'Su cita',
    confirmed: (days) =>
      `Recibimos su mensaje y le responderemos en ${days === 1 ? 'un día laborable' : `${days} días laborables`}.`,
    unexpected: (phone) => `Si usted no nos escribió, no tiene que hacer nada. Puede llamarnos al ${phone}.`,
    declined: [
      'Gracias por escribirnos. No somos el lugar adecuado para lo que busca, y lamentamos no poder ofrecerle una cita.',
      'Le deseamos lo mejor. Si algo no está claro, por favor llámenos.',
    ],
    time: (when, minutes) => `Cuándo: ${when}, unos ${minutes} minutos.`,
    booked: 'Hemos reservado una hora para hablar con usted.',
    moved: 'La hora en que hablamos con usted ha cambiado.',
    off: (when) => `Su cita del ${when} no se realizará. Nos pondremos en contacto con usted.`,
    reminder: 'Le recordamos que pronto hablaremos con usted.',
    phone: 'Le llamaremos al número que nos dio.',
    video: (link) => `Nos vemos por video: ${link}`,
    otherTime: (phone) => `Si esta hora no le conviene, por favor llámenos al ${phone}.`,
  },
};

/** A time in the practice’s zone, with its name: nobody has asked where the person is. */
const readable = ({ locale }: Texts, { zone }: Practice, at: Instant): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    ...({ weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const),
    timeZoneName: 'long',
  }).format(new Date(at));

function paragraphsOf(
  { mail: { kind, facts }, practice }: Written,
  texts: Texts,
  answerDays: number,
): string[] {
  const { callbackNumber: phone } = practice;
  const { consult, words = '' } = facts;
  const where = consult?.setting === 'video' ? texts.video(practice.videoLink ?? '') : texts.phone;
  const when = consult ? readable(texts, practice, consult.start) : '';
  const time = consult ? [texts.time(when, consult.minutes), where, texts.otherTime(phone)] : [];
  switch (kind) {
    case 'confirmation':
      return [texts.confirmed(answerDays), texts.unexpected(phone)];
    case 'answer':
      return words.split(/\n{2,}/);
    case 'decline':
      return texts.declined;
    case 'consultBooked':
      return [texts.booked, ...time];
    case 'consultMoved':
      return [texts.moved, ...time];
    case 'consultReminder':
      return [texts.reminder, ...time];
    case 'consultCancelled':
      return [texts.off(when)];
    case 'overdue': {
      const count = facts.count ?? 1;
      return [
        `${count === 1 ? '1 inquiry is' : `${count} inquiries are`} overdue: nobody has answered in the time that you promise.`,
        'Answer, decline, or book a time to talk. Today shows what is owed.',
      ];
    }
  }
}

/** The calendar file of a consult that is booked, moved or canceled. */
function calendarPart(
  { mail: { kind, facts, inquiryId }, practice, to, at }: Written,
  texts: Texts,
  name: string,
) {
  const method = kind === 'consultCancelled' ? 'CANCEL' : 'REQUEST';
  const [attendee] = to;
  const { consult } = facts;
  if (!consult || attendee === undefined || inquiryId === undefined) return undefined;
  const content = invitationText({
    ...{ method, attendee, at, sequence: consult.revision, start: consult.start, minutes: consult.minutes },
    uid: calendarUidOf(inquiryId, 'consult', practice.senderAddress),
    zone: practice.zone,
    location: consult.setting === 'video' ? texts.video(practice.videoLink ?? '') : texts.phone,
    practice: { name, address: practice.senderAddress },
  });
  return { method, filename: 'appointment.ics', content };
}

/** The same input gives the same e-mail. `answerDays`: what the practice promises. */
export function inquiryMail(written: Written, answerDays: number): Mail {
  const { mail, inquiry, practice, to, links, at } = written;
  const toStaff = mail.kind === 'overdue';
  const texts = TEXTS[inquiry?.language ?? 'en'];
  const name = toStaff ? practice.senderName : neutralName(practice.senderName);
  const count = mail.facts.count ?? 1;
  const content: Content = {
    subject: toStaff
      ? `${count === 1 ? '1 inquiry is' : `${count} inquiries are`} overdue`
      : mail.facts.consult
        ? texts.appointment
        : texts.message(name),
    paragraphs: paragraphsOf(written, texts, answerDays),
    practice: name,
    phone: practice.callbackNumber,
    ...(toStaff && { link: { label: 'Open the inquiries', href: links.inquiries() } }),
  };
  const icalEvent = calendarPart(written, texts, name);
  return {
    messageId: messageIdOf('inquiry', mail.id, practice.senderAddress),
    date: new Date(toMs(at)),
    from: { name, address: practice.senderAddress },
    to: [...to],
    subject: content.subject,
    text: textOf(content),
    html: htmlOf(content),
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(icalEvent && { icalEvent }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
