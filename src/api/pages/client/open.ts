/** Opens a link to a page: whose it is, and whether it still works. It changes nothing. */
import type { Keyring } from '../../../security/keyring';
import { hashOf } from '../../../security/secrets';
import type { Client, CourseRow, PageLink, Practice } from '../../../store';
import type { Instant } from '../../../time/instant';
import type { ApiStore } from '../../http/deps';
import { isProven } from './secondFact';

export interface Opened {
  link: PageLink;
  course: CourseRow;
  client: Client;
  practice: Practice;
}

/** What is looked up for a link that never was, so that it takes as long as another. */
const NOBODY = 'nobody';

/** Whose link it is or was; undefined for one that never was. @throws StoreError */
export async function ownerOf(
  { pageLinks, courses, clients, practice }: ApiStore,
  secret: string,
): Promise<Opened | undefined> {
  const link = await pageLinks.find(hashOf(secret));
  const course = await courses.find(link?.courseId ?? NOBODY);
  const client = await clients.ofCourse(link?.courseId ?? NOBODY);
  const settings = await practice.get();
  return link && course && client && settings && { link, course, client, practice: settings };
}

export const works = ({ link: { endedAt, expiresAt } }: Opened, now: Instant): boolean =>
  endedAt === undefined && expiresAt > now;

/** A link that works. @throws StoreError */
export async function openPage(store: ApiStore, secret: string, now: Instant): Promise<Opened | undefined> {
  const opened = await ownerOf(store, secret);
  return opened && works(opened, now) ? opened : undefined;
}

/**
 * Whether answers may still come by a link that has ended: a page was open when it did, and somebody had given the second
 * fact there not long ago. Never by one that was taken away.
 */
export const takesAnswers = (keyring: Keyring, { link }: Opened, proof: unknown, now: Instant): boolean =>
  link.endedBy !== 'revoked' &&
  link.endedBy !== 'guessed' &&
  typeof proof === 'string' &&
  isProven(keyring, link.hash, proof, now);
