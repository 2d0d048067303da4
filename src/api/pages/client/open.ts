/** Opens a link to a page: whose it is, and whether it still works. It changes nothing. */
import { hashOf, SECRET } from '../../../security/secrets';
import type { Client, CourseRow, PageLink, Practice } from '../../../store';
import type { Instant } from '../../../time/instant';
import type { ApiStore } from '../../http/deps';

export interface Opened {
  link: PageLink;
  course: CourseRow;
  client: Client;
  practice: Practice;
}

const works = ({ endedAt, expiresAt }: PageLink, now: Instant): boolean =>
  endedAt === undefined && expiresAt > now;

/** Whose link it is or was; undefined for one that never was. @throws StoreError */
export async function ownerOf(
  { pageLinks, courses, clients, practice }: ApiStore,
  secret: string,
): Promise<Opened | undefined> {
  if (!SECRET.test(secret)) return undefined;
  const link = await pageLinks.find(hashOf(secret));
  const course = link && (await courses.find(link.courseId));
  const client = course && (await clients.ofCourse(course.id));
  const settings = client && (await practice.get());
  return link && course && client && settings && { link, course, client, practice: settings };
}

/** A link that works. @throws StoreError */
export async function openPage(store: ApiStore, secret: string, now: Instant): Promise<Opened | undefined> {
  const opened = await ownerOf(store, secret);
  return opened && works(opened.link, now) ? opened : undefined;
}
