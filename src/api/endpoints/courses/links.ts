/**
 * The links to pages that the client of a course was sent, and who decides without an account: which work, a new one, and taking
 * one away.
 */
import { z } from 'zod';
import { SessionRef } from '../../../catalog/shapes';
import { newPageLink, type NewLink } from '../../../messages/pageLink';
import { hashOf } from '../../../security/secrets';
import { readerOnFile } from '../../../messages/reader';
import type { CourseRow, PageLink } from '../../../store';
import type { Instant } from '../../../time/instant';
import {
  CLIENT_PURPOSES,
  isForPrescriber,
  PAGE_PURPOSES,
  PRESCRIBER_PURPOSES,
  READER_ROLES,
  type PrescriberPurpose,
} from '../../../vocabulary/pages';
import { courseEndpoint } from '../../http/courseAccess';
import type { ApiDeps } from '../../http/deps';
import { ApiError, invalid } from '../../http/errors';
import { oneOf } from '../../oneOf';
import { INTAKE, STAFF } from '../../roles';
import { At } from '../../schemas';
import { statusFor } from '../../pages/client/course';
import { sendPageLink } from '../../sendPageLink';
import { sendReaderLink } from '../../sendReaderLink';
import { Mailed } from '../staff/manage';

const STATES = ['works', 'expired', 'used', 'replaced', 'revoked', 'guessed', 'overtaken'] as const;

const LinkId = z
  .string()
  .regex(/^link-[0-9a-f]{32}$/, 'must be the id of a link')
  .meta({ example: 'link-0123456789abcdef0123456789abcdef' });

const PageLinkOut = z
  .object({
    id: LinkId.meta({ description: 'Not what opens it: nobody can read that again.' }),
    purpose: oneOf(PAGE_PURPOSES, {
      id: 'PagePurpose',
      description:
        'What it opens: all that is next and asked (`overview`), one appointment, or one question. `companion`: time and place, for the ' +
        'support person whom the client named. The others: one matter that waits for the partner, or a prescriber without an account.',
    }),
    reader: z.enum(READER_ROLES).optional().meta({
      description: 'Of the partner, or a prescriber without an account: to whose address on file it went.',
    }),
    session: z.string().optional().meta({ description: 'The session it is about.', example: 'dosing-4' }),
    sentAt: At,
    expiresAt: At,
    state: oneOf(STATES, {
      id: 'PageLinkState',
      description:
        'Whether it works. `replaced`: a newer one does. `guessed`: the second fact was wrong too often. `overtaken`: what it asked is no longer asked.',
    }),
    endedAt: At.optional(),
  })
  .meta({ id: 'PageLink', description: 'A link to a page.' });

const idOf = ({ hash }: Pick<PageLink, 'hash'>): string => `link-${hash.slice(0, 32)}`;

const ForPrescriber = z
  .object({ reader: z.enum(READER_ROLES), purposes: z.array(z.enum(PRESCRIBER_PURPOSES)) })
  .meta({
    id: 'LinksForPrescriber',
    description:
      'For what a link can be sent to somebody who decides without an account. Absent if no address of such a person is on file.',
  });

/** `asked`: what waits for the prescriber. Absent: the course does not answer. */
const shown = (
  link: PageLink,
  now: Instant,
  asked: readonly PrescriberPurpose[] | undefined,
): z.input<typeof PageLinkOut> => {
  const { purpose, about, reader, createdAt, expiresAt, endedAt, endedBy } = link;
  const overtaken = asked !== undefined && isForPrescriber(purpose) && !asked.includes(purpose);
  return {
    ...{ id: idOf(link), purpose, session: about, reader, sentAt: createdAt, expiresAt, endedAt },
    state: endedBy ?? (expiresAt <= now ? 'expired' : overtaken ? 'overtaken' : 'works'),
  };
};

/** What waits for the prescriber; undefined if the course does not answer. */
async function askedNow(deps: ApiDeps, { id, closed }: CourseRow): Promise<PrescriberPurpose[] | undefined> {
  const status = closed === undefined ? await statusFor(deps, id) : undefined;
  return status?.askedOfPrescriber.map(({ kind }) => kind);
}

export const listPageLinks = courseEndpoint({
  id: 'listPageLinks',
  method: 'get',
  path: '/api/v1/courses/{id}/links',
  tag: 'Courses',
  summary: 'List the links to pages that were sent for a course.',
  description:
    'To the client, their support person, and the partner or a prescriber without an account. The newest first, at most 100. What ' +
    'opens a link is stored nowhere.',
  roles: STAFF,
  response: z
    .object({
      links: z.array(PageLinkOut),
      forPrescriber: ForPrescriber.optional(),
    })
    .meta({ id: 'PageLinkList' }),
  handler: async ({ subject: course, deps, now }) => {
    const { store } = deps;
    const practice = await store.practice.get();
    const reader = practice && (await readerOnFile(store.staff, practice));
    const links = await store.pageLinks.sent(course.id);
    const matters = reader !== undefined || links.some(({ purpose }) => isForPrescriber(purpose));
    const asked = matters ? await askedNow(deps, course) : undefined;
    return {
      links: links.map((link) => shown(link, now, asked)),
      ...(reader && { forPrescriber: { reader: reader.role, purposes: asked ?? [] } }),
    };
  },
});

const notPossible = (detail: string): ApiError => new ApiError('link-not-possible', detail);

export const sendNewPageLink = courseEndpoint({
  id: 'sendPageLink',
  method: 'post',
  path: '/api/v1/courses/{id}/links',
  tag: 'Courses',
  summary: 'Send a new link to a page.',
  description:
    'To the client, or what waits for the prescriber to the partner, or else a prescriber without an account. It goes to the address ' +
    'on file. Once it is on its way, the ones for the same purpose and session no longer work.',
  roles: INTAKE,
  problems: ['link-not-possible', 'practice-not-set-up'],
  body: z.strictObject({
    purpose: z.enum([...CLIENT_PURPOSES, ...PRESCRIBER_PURPOSES]),
    session: SessionRef.optional().meta({ description: 'Required for `appointment`.' }),
  }),
  response: z
    .object({
      outcome: Mailed,
    })
    .meta({ id: 'PageLinkSent' }),
  handler: async ({ subject: course, body: { purpose, session }, who, deps, now }) => {
    const { store, mailer } = deps;
    const [client, practice, calendar] = await Promise.all([
      store.clients.ofCourse(course.id),
      store.practice.get(),
      store.calendars.of(course.id),
    ]);
    if (!practice) throw new ApiError('practice-not-set-up', 'The practice has not been set up yet.');
    if (!mailer) throw notPossible('No mail server is set.');
    if (course.closed !== undefined && purpose !== 'documents') throw notPossible('The course has ended.');
    if (isForPrescriber(purpose)) {
      const reader = await readerOnFile(store.staff, practice);
      if (!client || !reader)
        throw notPossible('No address of the partner, or of a prescriber without an account, is on file.');
      const asked = await askedNow(deps, course);
      if (!asked?.includes(purpose)) throw notPossible('Nothing of this kind waits for the prescriber now.');
      const outcome = await sendReaderLink(store, mailer, {
        ...{ course: course.id, client: client.id, purpose, reader, practice, at: now },
        ...{ says: 'Something waits for your decision. The page says what.', kind: 'page-link-sent' },
        by: { role: who.role, id: who.staffId },
      });
      return { outcome };
    }
    if (!client?.email) throw notPossible('The client has no e-mail address on file.');
    if (client.optedOutAt !== undefined) throw notPossible('The client does not want e-mails.');
    const booked = calendar?.bookings.find((each) => each.session === session);
    if (session !== undefined && !booked) throw invalid([{ field: 'session', message: 'is not booked' }]);
    if (purpose === 'appointment' && !booked)
      throw invalid([{ field: 'session', message: 'is required for an appointment' }]);
    const link: NewLink = newPageLink(purpose, now, booked && { ref: booked.session, start: booked.start });
    const outcome = await sendPageLink(store, mailer, {
      ...{ course: course.id, client: client.id, to: client.email, link, practice, at: now },
      ...{ says: 'Here is a link to a page of ours for you.', kind: 'page-link-sent' },
      by: { role: who.role, id: who.staffId },
    });
    const but = hashOf(link.secret);
    if (outcome === 'sent')
      await store.pageLinks.endAll(
        { courseId: course.id, purpose, ...(session !== undefined && { about: session }), but },
        'replaced',
        now,
      );
    else if (outcome === 'not-sent') await store.pageLinks.end(but, 'revoked', now);
    return { outcome };
  },
});

export const revokePageLink = courseEndpoint({
  id: 'revokePageLink',
  method: 'post',
  path: '/api/v1/courses/{id}/links/revoke',
  tag: 'Courses',
  summary: 'Take a link to a page away.',
  description: 'It no longer works at once, and offers no new one.',
  roles: INTAKE,
  problems: ['link-unknown'],
  body: z.strictObject({ link: LinkId }),
  response: z.object({ revoked: z.literal(true) }).meta({ id: 'PageLinkRevoked' }),
  handler: async ({ subject: { id, clientId }, body, who, deps: { store }, now }) => {
    const link = (await store.pageLinks.sent(id)).find((each) => idOf(each) === body.link);
    if (!link) throw new ApiError('link-unknown', 'This course has no such link.');
    await store.atOnce(async ({ pageLinks, audit }) => {
      await pageLinks.revoke(link.hash, now);
      await audit.append({
        ...{ stream: 'clients', at: now, kind: 'page-link-revoked', course: id },
        ...{ by: { role: who.role, id: who.staffId }, detail: { client: clientId, purpose: link.purpose } },
      });
    });
    return { revoked: true } as const;
  },
});
