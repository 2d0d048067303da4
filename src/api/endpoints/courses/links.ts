/** The links to pages that the client of a course was sent: which work, a new one, and taking one away. */
import { z } from 'zod';
import { SessionRef } from '../../../catalog/shapes';
import { newPageLink, type NewLink } from '../../../messages/pageLink';
import { hashOf } from '../../../security/secrets';
import type { PageLink } from '../../../store';
import type { Instant } from '../../../time/instant';
import { CLIENT_PURPOSES, PAGE_PURPOSES } from '../../../vocabulary/pages';
import { courseEndpoint } from '../../http/courseAccess';
import { ApiError, invalid } from '../../http/errors';
import { oneOf } from '../../oneOf';
import { INTAKE, STAFF } from '../../roles';
import { At } from '../../schemas';
import { sendPageLink } from '../../sendPageLink';
import { Mailed } from '../staff/manage';

const STATES = ['works', 'expired', 'used', 'replaced', 'revoked', 'guessed'] as const;

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
        'support person whom the client named.',
    }),
    session: z.string().optional().meta({ description: 'The session it is about.', example: 'dosing-4' }),
    sentAt: At,
    expiresAt: At,
    state: oneOf(STATES, {
      id: 'PageLinkState',
      description:
        'Whether it works. `replaced`: a newer one does. `guessed`: the second fact was wrong too often.',
    }),
    endedAt: At.optional(),
  })
  .meta({ id: 'PageLink', description: 'A link to a page for the client.' });

const idOf = ({ hash }: Pick<PageLink, 'hash'>): string => `link-${hash.slice(0, 32)}`;

const shown = (link: PageLink, now: Instant): z.input<typeof PageLinkOut> => {
  const { purpose, about, createdAt, expiresAt, endedAt, endedBy } = link;
  return {
    ...{ id: idOf(link), purpose, session: about, sentAt: createdAt, expiresAt, endedAt },
    state: endedBy ?? (expiresAt > now ? 'works' : 'expired'),
  };
};

export const listPageLinks = courseEndpoint({
  id: 'listPageLinks',
  method: 'get',
  path: '/api/v1/courses/{id}/links',
  tag: 'Courses',
  summary: 'List the links to pages that the client was sent.',
  description: 'The newest first, at most 100. What opens a link is stored nowhere.',
  roles: STAFF,
  response: z.object({ links: z.array(PageLinkOut) }).meta({ id: 'PageLinkList' }),
  handler: async ({ subject: { id }, deps: { store }, now }) => ({
    links: (await store.pageLinks.sent(id)).map((link) => shown(link, now)),
  }),
});

const notPossible = (detail: string): ApiError => new ApiError('link-not-possible', detail);

export const sendNewPageLink = courseEndpoint({
  id: 'sendPageLink',
  method: 'post',
  path: '/api/v1/courses/{id}/links',
  tag: 'Courses',
  summary: 'Send the client a new link to a page.',
  description:
    'It goes to the address on file. Once it is on its way, the ones for the same purpose and session no longer work.',
  roles: INTAKE,
  problems: ['link-not-possible', 'practice-not-set-up'],
  body: z.strictObject({
    purpose: z.enum(CLIENT_PURPOSES),
    session: SessionRef.optional().meta({ description: 'Required for `appointment`.' }),
  }),
  response: z
    .object({
      outcome: Mailed,
    })
    .meta({ id: 'PageLinkSent' }),
  handler: async ({ subject: course, body: { purpose, session }, who, deps: { store, mailer }, now }) => {
    const [client, practice, calendar] = await Promise.all([
      store.clients.ofCourse(course.id),
      store.practice.get(),
      store.calendars.of(course.id),
    ]);
    if (!practice) throw new ApiError('practice-not-set-up', 'The practice has not been set up yet.');
    if (!mailer) throw notPossible('No mail server is set.');
    if (course.closed !== undefined) throw notPossible('The course has ended.');
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
