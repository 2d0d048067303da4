/** A template and its facts become content: plain words, still without any markup. */
import type { MessageFacts } from '../course/events';
import { phrase, spoken, type Spoken } from './clientTime';
import type { Paragraph, Template } from './templates';

export interface RenderInput {
  course: string;
  facts: MessageFacts;
  /** The zone the reader lives by: the client's, or the practice's for staff and partner. */
  zone: string;
  practice: { name: string; phone: string };
  /** Where the message's one link leads. */
  href: string;
  /** Where a client stops these e-mails. Only for notices. */
  unsubscribe?: string;
}

/** What one message says. The text and the HTML part are both made from this. */
export interface Content {
  subject: string;
  practice: string;
  phone: string;
  paragraphs: string[];
  time?: { label: string } & Spoken;
  link: { words: string; href: string };
  unsubscribe?: string;
}

type Values = Readonly<Record<string, string | undefined>>;

const PLACEHOLDER = /\{(\w+)\}/g;
// Control characters in a name must not start a header or a line of their own.
const CONTROL = /\p{Cc}+/gu;

/** The first variant whose facts are all there, filled in. */
export function filled(paragraph: Paragraph, values: Values): string {
  const variants = typeof paragraph === 'string' ? [paragraph] : paragraph;
  const isComplete = (variant: string) =>
    [...variant.matchAll(PLACEHOLDER)].every(([, name = '']) => values[name] !== undefined);
  const chosen = variants.find(isComplete) ?? variants.at(-1) ?? '';
  return chosen.replace(PLACEHOLDER, (_, name: string) => (values[name] ?? '').replace(CONTROL, ' '));
}

/** Renders a template. Facts that are missing make it plainer. Throws RangeError for an unknown zone. */
export function contentOf(template: Template, input: RenderInput): Content {
  const { facts, zone, practice } = input;
  const start = facts.start && spoken(zone, facts.start);
  const by = facts.by && spoken(zone, facts.by);
  const values = {
    practice: practice.name,
    phone: practice.phone,
    course: input.course,
    start: start && phrase(start),
    by: by && phrase(by),
  };
  const time = template.time === 'start' ? start : by;
  return {
    subject: filled(template.subject, values),
    practice: filled('{practice}', values),
    phone: filled('{phone}', values),
    paragraphs: template.body.map((paragraph) => filled(paragraph, values)),
    ...(template.time && time && { time: { label: template.time === 'by' ? 'Owed by' : 'When', ...time } }),
    link: { words: template.link, href: input.href },
    ...(input.unsubscribe && { unsubscribe: input.unsubscribe }),
  };
}

/** The plain text part. */
export function textOf(content: Content): string {
  const { paragraphs, time, link, practice, phone, unsubscribe } = content;
  const [first = '', ...rest] = paragraphs;
  return [
    first,
    ...(time ? [`${time.label}: ${phrase(time)}`] : []),
    ...rest,
    `${link.words}:\n${link.href}`,
    `${practice}\n${phone}`,
    ...(unsubscribe ? [`To stop these e-mails:\n${unsubscribe}`] : []),
  ]
    .join('\n\n')
    .concat('\n');
}
