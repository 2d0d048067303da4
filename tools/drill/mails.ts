/** Compares the database's record of each mail with the mail server's. */
import { DEMO_PRACTICE } from '../../src/stack/demoPractice';
import { messageIdOf } from '../../src/messages/identity';
import type { MessageRow } from '../../src/store';
import type { Site } from './site';

export interface MailTally {
  /** The ids of all messages of the courses. */
  readonly all: readonly string[];
  /** Those with a correct record: sent and arrived, or not sent and never arrived. */
  readonly truthful: readonly string[];
  /** Extra copies of messages that must not be sent twice. Safety messages in doubt may be repeated. */
  readonly copies: number;
  /** Messages about which staff are asked. */
  readonly unknown: number;
}

function isTruthful({ state, safety }: MessageRow, arrived: number): boolean {
  switch (state) {
    case 'sent':
      return safety ? arrived >= 1 : arrived === 1;
    case 'failed':
    case 'dropped':
      return arrived === 0;
    case 'unknown':
      // Staff are only asked about mails that reached the server; the others are sent.
      return arrived >= 1;
    default:
      return false;
  }
}

export async function tallyMails({ store, mail }: Site, courses: readonly string[]): Promise<MailTally> {
  const rows = (await Promise.all(courses.map((course) => store.messages.ofCourse(course)))).flat();
  const times = new Map<string, number>();
  for (const id of mail.arrived()) times.set(id, (times.get(id) ?? 0) + 1);
  const arrived = ({ courseId, key }: MessageRow): number =>
    times.get(messageIdOf(courseId, key, DEMO_PRACTICE.senderAddress)) ?? 0;
  return {
    all: rows.map(({ id }) => id),
    truthful: rows.filter((row) => isTruthful(row, arrived(row))).map(({ id }) => id),
    copies: rows.reduce((sum, row) => sum + (row.safety ? 0 : Math.max(0, arrived(row) - 1)), 0),
    unknown: rows.filter(({ state }) => state === 'unknown').length,
  };
}
