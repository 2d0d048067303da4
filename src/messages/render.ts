/** Turns a template and its facts into content: plain text without markup. */
import type { MessageFacts } from '../course/events';
import { courseReference } from './identity';
import { timeForClient, readableTime, timeInText, type ReadableTime } from './clientTime';
import { placeInText, type Place } from './place';
import type { Paragraph, Template } from './templates';

export interface RenderInput {
  course: string;
  facts: MessageFacts;
  /** The reader's time zone: the client's, or the practice's for staff and partner. */
  zone: string;
  /** Of an appointment whose place has a clock of its own. Default: the reader's. */
  zoneOfPlace?: string;
  /** Where the reader is told to be, if the message shows an appointment. */
  place?: Place;
  practice: { name: string; phone: string };
  /** Where the message's one link leads. */
  href: string;
  /** Where a client unsubscribes. Only for notices. */
  unsubscribe?: string;
}

/** What one message says. Both the text part and the HTML part are built from this. */
export interface Content {
  subject: string;
  practice: string;
  phone: string;
  paragraphs: string[];
  time?: { label: string } & ReadableTime;
  place?: { label: string } & Place;
  link?: { label: string; href: string };
  unsubscribe?: string;
}

type Values = Readonly<Record<string, string | undefined>>;

const PLACE_LABEL = 'Where';
const TIME_LABELS = { start: 'When', by: 'Due by', expires: 'Expires' } as const;

const PLACEHOLDER = /\{(\w+)\}/g;
// Control characters in a name must not start a new header or line.
const CONTROL = /\p{Cc}+/gu;

/** The first variant whose facts are all known, filled in. */
export function filled(paragraph: Paragraph, values: Values): string {
  const variants = typeof paragraph === 'string' ? [paragraph] : paragraph;
  const isComplete = (variant: string) =>
    [...variant.matchAll(PLACEHOLDER)].every(([, name = '']) => values[name] !== undefined);
  const chosen = variants.find(isComplete) ?? variants.at(-1) ?? '';
  return chosen.replace(PLACEHOLDER, (_, name: string) => (values[name] ?? '').replace(CONTROL, ' '));
}

/** Renders a template. Missing facts make the text less detailed. Throws RangeError for an unknown zone. */
export function contentOf(template: Template, input: RenderInput): Content {
  const { facts, zone, zoneOfPlace = zone, place, practice } = input;
  const start = facts.start && timeForClient(zoneOfPlace, zone, facts.start);
  const by = facts.by && readableTime(zone, facts.by);
  const values = {
    practice: practice.name,
    phone: practice.phone,
    reference: courseReference(input.course),
    start: start && timeInText(start),
    by: by && timeInText(by),
    page: facts.ownTime && 'your page',
  };
  const time = template.time === 'start' ? start : by;
  return {
    subject: filled(template.subject, values),
    practice: filled('{practice}', values),
    phone: filled('{phone}', values),
    paragraphs: template.body.map((paragraph) => filled(paragraph, values)),
    ...(template.time && time && { time: { label: TIME_LABELS[template.time], ...time } }),
    ...(template.time === 'start' && time && place && { place: { label: PLACE_LABEL, ...place } }),
    link: { label: template.link, href: input.href },
    ...(input.unsubscribe && { unsubscribe: input.unsubscribe }),
  };
}

/** The plain text part. */
export function textOf(content: Content): string {
  const { paragraphs, time, place, link, practice, phone, unsubscribe } = content;
  const [first = '', ...rest] = paragraphs;
  return [
    first,
    ...(time ? [`${time.label}: ${timeInText(time)}`] : []),
    ...(place ? [`${place.label}: ${placeInText(place)}`] : []),
    ...rest,
    ...(link ? [`${link.label}:\n${link.href}`] : []),
    `${practice}\n${phone}`,
    ...(unsubscribe ? [`To stop these e-mails:\n${unsubscribe}`] : []),
  ]
    .join('\n\n')
    .concat('\n');
}
