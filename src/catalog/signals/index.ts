/** Everything people report to a course: who may, what it carries, what it means. course.md §3 */
import { z } from 'zod';
import { envelopeShape } from '../shapes';
import { consents } from './consents';
import { course } from './course';
import { dosing } from './dosing';
import { medical } from './medical';
import { messages } from './messages';
import { money } from './money';
import { safety } from './safety';
import { sessions } from './sessions';
import { supply } from './supply';

export const CATALOG = {
  ...consents,
  ...sessions,
  ...medical,
  ...supply,
  ...dosing,
  ...safety,
  ...messages,
  ...money,
  ...course,
};

export type SignalName = keyof typeof CATALOG;

const BY_TOPIC = { sessions, dosing, medical, supply, safety, consents, money, course };
export type SignalTopic = keyof typeof BY_TOPIC;
/** In the order in which people look for them. */
export const SIGNAL_TOPICS = Object.keys(BY_TOPIC) as SignalTopic[];

/** What a signal is about. */
export const topicOf = (name: SignalName): SignalTopic =>
  SIGNAL_TOPICS.find((topic) => Object.hasOwn(BY_TOPIC[topic], name)) ?? 'course';

export const SIGNAL_NAMES = Object.keys(CATALOG) as SignalName[];

export function isSignalName(name: string): name is SignalName {
  return Object.hasOwn(CATALOG, name);
}

export const Envelope = z.strictObject(envelopeShape);
export type Envelope = z.infer<typeof Envelope>;
export type Actor = Envelope['by'];

/** The fields of one signal, as accepted. */
export type SignalFields<N extends SignalName> = [keyof (typeof CATALOG)[N]['fields']] extends [never]
  ? unknown
  : z.infer<z.ZodObject<(typeof CATALOG)[N]['fields']>>;

/** One signal as the course takes it: name, envelope and fields, flat. */
export type SignalOf<N extends SignalName> = { name: N } & Envelope & SignalFields<N>;
export type Signal = { [N in SignalName]: SignalOf<N> }[SignalName];
