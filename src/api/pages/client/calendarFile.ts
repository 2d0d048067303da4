import { feedText } from '../../../messages/calendar/feed';
import { calendarUidOf } from '../../../messages/identity';
import { zoneOfPlace } from '../../../messages/place';
import { plusHours, type Instant } from '../../../time/instant';
import type { ApiDeps } from '../../http/deps';
import { statusFor } from './course';
import type { Opened } from './open';

/** The appointment of a link as a calendar file, in neutral words; undefined if it does not take place. */
export async function calendarFile(
  deps: ApiDeps,
  { link: { about }, course, client, practice }: Opened,
  now: Instant,
): Promise<string | undefined> {
  const status = about === undefined ? undefined : await statusFor(deps, course.id);
  const session = status?.facts.sessions.find(({ ref }) => ref === about);
  if (session?.status !== 'scheduled') return undefined;
  const { ref, start, minutes, setting } = session;
  const uid = calendarUidOf(course.id, ref, practice.senderAddress);
  return feedText({
    zone: zoneOfPlace(setting, { practice: practice.zone, client: client.zone }),
    from: start,
    before: plusHours(start, 24),
    events: [{ uid, start, minutes, takesPlace: true, own: true, at: now }],
  });
}
