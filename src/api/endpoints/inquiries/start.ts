/** An inquiry becomes a client and a course in one step. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CityZone } from '../../../catalog/contact';
import type { Actor } from '../../../catalog/signals';
import type { Client, Inquiry, Practice } from '../../../store';
import type { Instant } from '../../../time/instant';
import { chosenCourse, checkedStart } from '../../beginCourse';
import type { ApiStore } from '../../http/deps';
import { endpoint } from '../../http/endpoint';
import { ApiError, invalid } from '../../http/errors';
import { derivedUuid } from '../../http/idempotency';
import { inquiryOut, unknownInquiry } from '../../inquiries/out';
import { InquiryId, InquiryOut } from '../../inquiries/schema';
import { CHANGED, IS_CLIENT, notPossible, practiceOf } from '../../inquiries/step';
import { INTAKE } from '../../roles';
import { Uuid } from '../../schemas';
import { similar } from '../clients/client';
import { Revision } from './answer';

/** The same for every attempt, so that one that broke off goes on where it stopped. */
const idOf = (what: 'client' | 'course', inquiry: string): string =>
  derivedUuid({ scope: 'inquiry', key: inquiry, hash: what });

interface Asked {
  client?: string | undefined;
  zone?: string | undefined;
  onlyNew?: boolean | undefined;
}

/** The client as the inquiry says; nothing is typed again. */
const clientFrom = ({ id, name, email, phone }: Inquiry, zone: string, createdAt: Instant): Client => ({
  ...{ id: idOf('client', id), name, zone, createdAt },
  ...(email !== undefined && { email }),
  ...(phone !== undefined && { phone }),
  unsubscribeToken: randomBytes(24).toString('base64url'),
});

/** The client who is there already and was named, or a new one. @throws ApiError */
async function clientOf(
  store: ApiStore,
  inquiry: Inquiry,
  { client: named, zone, onlyNew }: Asked,
  practice: Practice,
  { by, now }: { by: Actor; now: Instant },
): Promise<Client> {
  return store.atOnce(async (all) => {
    const found = await all.inquiries.findToChange(inquiry.id);
    if (!found) throw unknownInquiry();
    const known = found.clientId === undefined ? undefined : await all.clients.find(found.clientId);
    if (known) return known;
    if (named !== undefined) {
      const chosen = await all.clients.find(named);
      if (!chosen) throw invalid([{ field: 'client', message: 'must be the id of a client' }]);
      await all.inquiries.becomes(inquiry.id, chosen.id);
      return chosen;
    }
    const made = clientFrom(inquiry, zone ?? practice.zone, now);
    const warnings = similar(await all.clients.resembling(made));
    if (onlyNew && warnings.length > 0)
      throw new ApiError('client-resembles', 'Nobody was added. Look at who is there already.', { warnings });
    await all.clients.add(made);
    await all.inquiries.becomes(inquiry.id, made.id);
    await all.audit.append({
      ...{ stream: 'inquiries', at: now, kind: 'inquiry-client-added', by },
      detail: { inquiry: inquiry.id, client: made.id },
    });
    return made;
  });
}

export const startFromInquiry = endpoint({
  id: 'startFromInquiry',
  method: 'post',
  path: '/api/v1/inquiries/{id}/start',
  tag: 'Inquiries',
  summary: 'Make the person a client, and start a course for them.',
  description:
    'The client has the name, the e-mail address and the phone number of the inquiry. If it breaks off between the client and the ' +
    'course, the next request continues where it stopped: there is one client and one course.',
  roles: INTAKE,
  problems: [
    ...([
      'inquiry-unknown',
      'inquiry-changed',
      'inquiry-not-possible',
      'client-resembles',
      'practice-not-set-up',
    ] as const),
    ...(['temporal-unavailable', 'protocol-incomplete'] as const),
  ],
  params: InquiryId,
  body: z
    .strictObject({
      revision: Revision,
      ...chosenCourse,
      zone: CityZone.optional().meta({ description: 'Of the client. Default: that of the practice.' }),
      client: Uuid.optional().meta({
        description: 'Id of a client who is there already and is this person. Default: a new client.',
      }),
      onlyNew: z.boolean().optional().meta({
        description: 'Does nothing if a client may be the same person: `client-resembles` says whom.',
      }),
    })
    .meta({ id: 'CourseFromInquiry' }),
  response: InquiryOut,
  handler: async ({ params: { id }, body, deps, who, now, derivedId }) => {
    const { store } = deps;
    const inquiry = await store.inquiries.find(id);
    if (!inquiry) throw unknownInquiry();
    if (inquiry.courseId !== undefined && inquiry.lastRequest === derivedId) return inquiryOut(store, id);
    if (inquiry.courseId !== undefined) throw notPossible(IS_CLIENT);
    if (inquiry.revision !== body.revision) throw new ApiError('inquiry-changed', CHANGED);
    const begin = await checkedStart(deps, body);
    const by = { role: who.role, id: who.staffId };
    const client = await clientOf(store, inquiry, body, await practiceOf(store), { by, now });
    const course = idOf('course', id);
    await begin({ id: course, client, by, now });
    await store.atOnce(async ({ inquiries, audit }) => {
      const changed = await inquiries.change({
        ...{ id, revision: body.revision, request: derivedId, courseId: course },
        ...{ state: 'client', owed: null, done: { step: 'becameClient', at: now, by } },
      });
      // Another request was as quick: it has noted the same.
      if (!changed) return;
      const detail = { inquiry: id, client: client.id };
      await audit.append({ stream: 'inquiries', at: now, kind: 'inquiry-becameClient', by, course, detail });
    });
    return inquiryOut(store, id);
  },
});
