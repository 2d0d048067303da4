/** Ids for mails and calendar entries that are the same on every attempt and reveal nothing. */
import { createHash } from 'node:crypto';

function opaque(purpose: string, parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([purpose, ...parts]))
    .digest('hex')
    .slice(0, 40);
}

const REFERENCE_LENGTH = 8;

/** A course as people name it to each other. Searching for it finds the course. */
export const courseReference = (course: string): string => course.slice(0, REFERENCE_LENGTH);

/** The host part of an address; `localhost` when it has none. */
function hostOf(address: string): string {
  return /@([\w.-]+)$/.exec(address)?.[1] ?? 'localhost';
}

/** The Message-ID of a message: mail systems recognize a mail that is sent twice as the same mail. */
export function messageIdOf(course: string, key: string, senderAddress: string): string {
  return `<${opaque('message', [course, key])}@${hostOf(senderAddress)}>`;
}

/** The UID of a session's calendar entry: the same when the session is moved or canceled. */
export function calendarUidOf(course: string, session: string, senderAddress: string): string {
  return `${opaque('session', [course, session])}@${hostOf(senderAddress)}`;
}
