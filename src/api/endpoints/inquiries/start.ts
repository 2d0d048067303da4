/** An inquiry becomes a client and a course in one step. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CityZone } from '../../../catalog/contact';
import type { Actor } from '../../../catalog/signals';
import {
  owedFrom,
  type Client,
  type Inquiry,
  type InquiryDone,
  type Practice,
  type Repositories,
} from '../../../store';
import type { Instant } from '../../../time/instant';
import { chosenCourse, checkedStart } from '../../beginCourse';
import type { ApiStore } from '../../http/deps';
import { endpoint } from '../../http/endpoint';
import { ApiError, invalid } from '../../http/errors';
import { derivedUuid } from '../../http/idempotency';
import { inquiryOut, unknownInquiry } from '../../inquiries/out';
import { InquiryId, InquiryOut } from '../../inquiries/schema';
import { CHANGED, IS_CLIENT, notPossible, practiceOf } from '../../inquiries/step';
import { secondCourses } from '../../otherCourses';
import { INTAKE } from '../../roles';
import { Uuid, WarningOut } from '../../schemas';
import { similar } from '../clients/client';
import { Revision } from './answer';

/** The same for every attempt, so that one that broke off goes on where it stopped. */
const idOf = (what: 'client' | 'course', inquiry: string): string =>
  derivedUuid({ scope: 'inquiry', key: inquiry, hash: what });

interface Asked {
  protocol: string;
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

/** The client whom an earlier start named, who then has the course that it began. @throws ApiError */
async function refuseOther(
  { courses }: Pick<Repositories, 'courses'>,
  inquiry: Inquiry,
  { client, protocol }: Asked,
): Promise<void> {
  if (client !== undefined && client !== inquiry.clientId)
    throw notPossible('A start that broke off has named another client. Start it again with that one.');
  const course = await courses.find(idOf('course', inquiry.id));
  if (course && course.protocol !== protocol)
    throw notPossible(
      `A start that broke off has chosen the protocol ${course.protocol}. Start it again with that one.`,
    );
}

/** The client who is there already and was named, or a new one. @throws ApiError */
async function chosenClient(
  { clients, audit }: Repositories,
  inquiry: Inquiry,
  { client: named, zone, onlyNew }: Asked,
  { by, now, practice }: { by: Actor; now: Instant; practice: Practice },
): Promise<Client> {
  if (named !== undefined) {
    const chosen = await clients.find(named);
    if (!chosen) throw invalid([{ field: 'client', message: 'must be the id of a client' }]);
    return chosen;
  }
  const made = clientFrom(inquiry, zone ?? practice.zone, now);
  const warnings = similar(await clients.resembling(made));
  if (onlyNew && warnings.length > 0)
    throw new ApiError('client-resembles', 'Nobody was added. Look at who is there already.', { warnings });
  await clients.add(made);
  await audit.append({
    ...{ stream: 'inquiries', at: now, kind: 'inquiry-client-added', by },
    detail: { inquiry: inquiry.id, client: made.id },
  });
  return made;
}

/**
 * The client of the course. The inquiry is changed with it, before the course starts: whoever saw it as it was can no
 * longer decline it meanwhile. @throws ApiError
 */
const claimed = (
  store: ApiStore,
  { id, revision, request, ...asked }: Asked & { id: string; revision: number; request: string },
  { by, now }: { by: Actor; now: Instant },
): Promise<Client> =>
  store.atOnce(async (all) => {
    const inquiry = await all.inquiries.findToChange(id);
    if (!inquiry) throw unknownInquiry();
    if (inquiry.courseId !== undefined) throw notPossible(IS_CLIENT);
    // This request has changed it already, and broke off.
    const goesOn = inquiry.clientId !== undefined && inquiry.lastRequest === request;
    if (!goesOn && inquiry.revision !== revision) throw new ApiError('inquiry-changed', CHANGED);
    const known = inquiry.clientId === undefined ? undefined : await all.clients.find(inquiry.clientId);
    if (known) {
      await refuseOther(all, inquiry, asked);
      return known;
    }
    const practice = await practiceOf(all);
    const client = await chosenClient(all, inquiry, asked, { by, now, practice });
    const isOwed = inquiry.owedFrom !== undefined && inquiry.owedFrom <= now;
    await all.inquiries.becomes({
      ...{ id, revision, request, clientId: client.id },
      ...(!isOwed && { owed: owedFrom(practice, now) }),
    });
    return client;
  });

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
  response: InquiryOut.extend({
    warnings: z.array(WarningOut).meta({ description: 'What to look at: other open courses of the client.' }),
  }).meta({ id: 'CourseFromInquiryStarted' }),
  handler: async ({ params: { id }, body, deps, who, now, derivedId }) => {
    const { store } = deps;
    const inquiry = await store.inquiries.find(id);
    if (!inquiry) throw unknownInquiry();
    const course = idOf('course', id);
    const out = async (client: string) => ({
      ...(await inquiryOut(store, id)),
      warnings: await secondCourses(store, client, course),
    });
    if (inquiry.courseId !== undefined && inquiry.lastRequest === derivedId)
      return out(inquiry.clientId ?? '');
    const begin = await checkedStart(deps, body);
    const by = { role: who.role, id: who.staffId };
    const client = await claimed(store, { ...body, id, request: derivedId }, { by, now });
    await begin({ id: course, client, by, now });
    await store.atOnce(async ({ inquiries, audit }) => {
      const done: InquiryDone = { step: 'becameClient', at: now, by };
      // Otherwise another request was as quick: it has noted the same.
      if (!(await inquiries.started({ id, request: derivedId, courseId: course, done }))) return;
      const detail = { inquiry: id, client: client.id };
      await audit.append({ stream: 'inquiries', at: now, kind: 'inquiry-becameClient', by, course, detail });
    });
    return out(client.id);
  },
});
