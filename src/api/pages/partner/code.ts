/** The code that goes to the address on file before a page shows anything. Only its keyed hash is stored, and it is used once. */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { readerId, type Reader } from '../../../messages/reader';
import type { Keyring } from '../../../security/keyring';
import { plusMinutes, type Instant } from '../../../time/instant';
import type { ApiDeps } from '../../http/deps';
import { sendNeutral } from '../../neutralMail';
import type { Opened } from '../client/open';
import { TEXTS } from './texts';

const MINUTES = 15;
/** Tries with one code. */
const MOST_WRONG = 5;
/** Codes of one link in a day. With the tries of each, nobody guesses one of a million. */
const MOST_CODES = 5;
/** Somebody who presses again within this gets no second code, which would make the first one wrong. */
const SAME_MINUTES = 1;
/** A right code works on for so long: the second of two presses is what a browser shows. */
const PRESSED_TWICE_MINUTES = 1;

const digits = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** Six digits are guessed quickly from a plain hash, so it takes the key of the installation. */
const hashOf = ({ current }: Keyring, link: string, code: string): string =>
  createHmac('sha256', current.key).update(`page code\n${link}\n${code}`).digest('hex');

/** Sends a code to the reader's address on file. @throws StoreError */
export async function sendCode(
  { store, mailer, keyring }: ApiDeps,
  { link: { hash, purpose }, course, client, practice }: Opened,
  reader: Reader,
  now: Instant,
): Promise<'sent' | 'too many' | 'not sent'> {
  if (!mailer) return 'not sent';
  const code = digits();
  const codeHash = hashOf(keyring, hash, code);
  const kept = await store.atOnce(async ({ pageCodes, audit }) => {
    const added = await pageCodes.add(
      { link: hash, codeHash, at: now, expiresAt: plusMinutes(now, MINUTES) },
      { most: MOST_CODES, notSince: plusMinutes(now, -SAME_MINUTES) },
    );
    if (added === 'added')
      await audit.append({
        ...{ stream: 'clients', at: now, kind: 'page-code-sent', course: course.id },
        ...{ by: { role: reader.role, id: readerId(reader.role) }, detail: { client: client.id, purpose } },
      });
    return added;
  });
  if (kept !== 'added') return kept === 'recent' ? 'sent' : 'too many';
  const outcome = await sendNeutral(mailer.transport, {
    ...{ to: reader.address, practice, at: now, about: codeHash, says: TEXTS.code.mail(code) },
  });
  // What may have arrived works.
  if (outcome === 'sent' || outcome === 'unknown') return 'sent';
  await store.pageCodes.end(hash, codeHash);
  return 'not sent';
}

/** Whether a code is right. Each try uses one up, also of many at once. `over`: there is none that works. @throws StoreError */
export async function judgeCode(
  { store: { pageCodes }, keyring }: Pick<ApiDeps, 'store' | 'keyring'>,
  link: string,
  given: string,
  now: Instant,
): Promise<'right' | 'wrong' | 'over'> {
  const codeHash = await pageCodes.take(link, MOST_WRONG, now);
  if (codeHash === undefined) return 'over';
  const tried = hashOf(keyring, link, given.replace(/\D/g, ''));
  if (!timingSafeEqual(Buffer.from(tried), Buffer.from(codeHash))) return 'wrong';
  return (await pageCodes.use(link, codeHash, plusMinutes(now, PRESSED_TWICE_MINUTES))) ? 'right' : 'over';
}
