/** What a message says, in the practice's name and the reader's zone. Nothing is sent. */
import { z } from 'zod';
import { partiesOf, senderOf } from '../../../messages/addressee';
import { previewOf, sampleFacts } from '../../../messages/preview';
import { mayLeave } from '../../../course/clocks/quietHours';
import { isZone } from '../../../time/civil';
import type { Instant } from '../../../time/instant';
import type { MessageFacts, Recipient } from '../../../course/events';
import { TEMPLATE_IDS, type TemplateId } from '../../../vocabulary/templates';
import type { ApiStore } from '../../http/deps';
import { mayKnowOf } from '../../clinicalDetail';
import { endpoint } from '../../http/endpoint';
import { ApiError, invalid } from '../../http/errors';
import { STAFF } from '../../roles';
import { At, ClientRef, TemplateOut } from '../../schemas';
import { MessageId } from './list';

const Preview = z
  .object({
    template: TemplateOut,
    client: ClientRef.optional().meta({ description: 'Whose message it is; absent for a sample.' }),
    from: z.object({ name: z.string(), address: z.string() }).meta({ id: 'MailSender' }),
    subject: z.string(),
    text: z
      .string()
      .meta({ description: 'The plain text. Links that work only for the reader are made up.' }),
    zone: z.string().meta({ description: 'The time zone of the reader.' }),
    invitation: z.boolean().meta({ description: 'A calendar file comes with it.' }),
    addresses: z.array(z.string()).optional().meta({
      description: 'To which addresses it would go now. None: it cannot be sent. Absent for a sample.',
    }),
    leavesAt: At.optional().meta({
      description: 'When it would leave if it were sent now: at once, or in the client’s morning.',
    }),
    sample: z.boolean().meta({ description: 'The facts are made up: it is no message of a course.' }),
  })
  .meta({ id: 'MessagePreview', description: 'What a message says.' });

interface Previewed extends Partial<Sending> {
  template: TemplateId;
  facts: MessageFacts;
  to?: Recipient;
  zone?: string | undefined;
  client?: z.input<typeof ClientRef>;
  sample: boolean;
}

/** A message that was due, or one that is planned. @throws ApiError `message-unknown` */
async function messageOf(store: ApiStore, id: string, now: Instant): Promise<Previewed> {
  const found = (await store.messageList.find(id)) ?? (await store.plannedMessages.find(id));
  if (!found) throw new ApiError('message-unknown', 'There is no such message.');
  const { template, facts, recipient: to, clientId, clientName } = found;
  const zone = clientId === undefined ? undefined : (await store.clients.find(clientId))?.zone;
  const client = clientId !== undefined && { client: { id: clientId, name: clientName ?? '' } };
  const safety = 'safety' in found && found.safety;
  const sending = await sendingOf(store, { course: found.courseId, template, facts, to, safety }, now);
  return { template, facts, to, zone, ...client, ...sending, sample: false };
}

interface Sending {
  addresses: readonly string[];
  leavesAt: Instant;
}

interface ToSend {
  course: string;
  template: TemplateId;
  facts: MessageFacts;
  to: Recipient;
  safety: boolean;
}

/** What a client must hear in time, even at night. */
const ABOUT_APPOINTMENTS: readonly TemplateId[] = [
  'sessionBooked',
  'sessionMoved',
  'sessionCancelled',
  'sessionCalledOff',
];

/** Where it would go if it were sent now, and when. */
async function sendingOf(
  store: ApiStore,
  { course, template, facts, ...kind }: ToSend,
  now: Instant,
): Promise<Sending> {
  const parties = await partiesOf(store, course, kind);
  if ('problem' in parties) return { addresses: [], leavesAt: now };
  const { addresses, zone } = parties.addressee;
  const hears = ABOUT_APPOINTMENTS.includes(template) && facts.start && { hearsBefore: facts.start };
  return { addresses, leavesAt: zone === undefined ? now : mayLeave(zone, { ...kind, ...hears }, now) };
}

function sampleOf(template: TemplateId | undefined, zone: string | undefined, now: Instant): Previewed {
  if (template === undefined)
    throw invalid([{ field: 'template', message: 'is required without `message`' }]);
  if (zone !== undefined && !isZone(zone)) throw invalid([{ field: 'zone', message: 'must be a time zone' }]);
  return { template, facts: sampleFacts(now), zone, sample: true };
}

export const previewMessage = endpoint({
  id: 'previewMessage',
  method: 'get',
  path: '/api/v1/messages/preview',
  tag: 'Messages',
  summary: 'Preview what a message says.',
  description: 'A message of a course by its id, planned ones included, or any text with made-up facts.',
  roles: STAFF,
  problems: ['message-unknown', 'practice-not-set-up'],
  query: z.strictObject({
    message: MessageId.optional().meta({ description: 'A message of a course.' }),
    template: z.enum(TEMPLATE_IDS).optional().meta({ description: 'Any text.' }),
    zone: z.string().max(60).optional().meta({
      description: 'IANA time zone of the client, with `template`. Default: that of the practice.',
    }),
  }),
  response: Preview,
  handler: async ({ query: { message, template, zone }, now, who, deps: { store } }) => {
    const settings = await store.practice.get();
    if (!settings) throw new ApiError('practice-not-set-up', 'The practice has not been set up yet.');
    const shown =
      message === undefined ? sampleOf(template, zone, now) : await messageOf(store, message, now);
    if (!shown.sample && !mayKnowOf(who, shown.template))
      throw new ApiError('role-refused', 'Only those who treat clients or lead read this message.');
    const sender = senderOf(settings);
    const reader = shown.zone ?? sender.zone;
    const mail = previewOf(shown.template, shown.facts, { ...sender, reader });
    return {
      ...{ template: shown.template, from: mail.from, subject: mail.subject, text: mail.text },
      ...(shown.client && { client: shown.client }),
      ...{ zone: shown.to === 'client' || shown.sample ? reader : sender.zone, sample: shown.sample },
      ...(shown.addresses && { addresses: [...shown.addresses], leavesAt: shown.leavesAt }),
      invitation: mail.icalEvent !== undefined,
    };
  },
});
