/**
 * What a link does that the partner got, or a prescriber without an account: asks for a code, shows one matter, and records the
 * answer as theirs. Opening it changes nothing and shows nothing.
 */
import type { PrescriberAsked } from '../../../course/status/askedOfPrescriber';
import type { Status } from '../../../course/status/status';
import { addressHash, readerId, readerOf, type Reader } from '../../../messages/reader';
import { medicalRecord } from '../../endpoints/courses/medical';
import type { ApiDeps } from '../../http/deps';
import type { ReadLog } from '../../http/readLog';
import { statusFor } from '../client/course';
import type { View } from '../client/frame';
import { works, type Opened } from '../client/open';
import type { PageRequest } from '../client/request';
import { isProven, proofFor } from '../client/secondFact';
import { LANGUAGES } from '../client/texts';
import { lostView } from '../client/views';
import { recordedBefore } from './answers';
import { judgeCode, sendCode } from './code';
import { record } from './record';
import { TEXTS } from './texts';
import {
  codeView,
  decisionView,
  doneView,
  firstView,
  laterView,
  openlyView,
  saidView,
  type Deciding,
} from './views';

/** Whose link it is, if their address is still the one on file. @throws StoreError */
async function readerOfLink(
  { staff }: ApiDeps['store'],
  { link, practice }: Opened,
): Promise<Reader | undefined> {
  const reader = link.reader && (await readerOf(staff, practice, link.reader));
  return reader && addressHash(reader.address) === link.addressHash ? reader : undefined;
}

export const askedBy = (status: Status, { link }: Opened): PrescriberAsked | undefined =>
  status.askedOfPrescriber.find(({ kind }) => kind === link.purpose);

export async function partnerPage(
  deps: ApiDeps,
  opened: Opened,
  request: PageRequest & { reads: ReadLog },
): Promise<View> {
  const { form, here, language, now } = request;
  const { link, course, practice } = opened;
  const lost = () => lostView(LANGUAGES[language], here, language);
  const given = typeof form.proof === 'string' && isProven(deps.keyring, link.hash, form.proof, now);
  const reader = await readerOfLink(deps.store, opened);
  if (!reader || link.endedBy === 'revoked' || (!works(opened, now) && !given)) return lost();
  const status = works(opened, now) ? await statusFor(deps, course.id) : undefined;
  if (works(opened, now) && !status && course.closed === undefined) return laterView(here, form);
  const asked = status && askedBy(status, opened);
  const said = given ? await recordedBefore(deps.store, opened, form, asked) : undefined;
  if (said !== undefined) return doneView(said);
  if (!status || !asked) {
    if (!given) return lost();
    await deps.store.pageLinks.end(link.hash, 'overtaken', now);
    return saidView(TEXTS.answered);
  }
  if (!given) {
    const first = practice.partnerCodeRequired
      ? await askCode(deps, opened, reader, request)
      : form.step === 'open'
        ? undefined
        : openlyView(here);
    if (first) return first;
  }
  return decide(deps, opened, { asked, status, reader }, request);
}

/** The page before the matter; undefined once the code is right. */
async function askCode(
  deps: ApiDeps,
  opened: Opened,
  reader: Reader,
  { form, here, now }: PageRequest,
): Promise<View | undefined> {
  const { code: words } = TEXTS;
  if (form.step === 'send')
    switch (await sendCode(deps, opened, reader, now)) {
      case 'sent':
        return codeView(here, words.sent);
      case 'too many':
        return saidView(words.tooMany, 429);
      case 'not sent':
        return { ...codeView(here, undefined, words.unsent), status: 503 };
    }
  if (form.step === 'have') return codeView(here);
  if (typeof form.code !== 'string' || form.code.trim() === '') return firstView(here);
  const judged = await judgeCode(deps, opened.link.hash, form.code, now);
  return judged === 'right' ? undefined : codeView(here, undefined, words[judged]);
}

interface Matter {
  asked: PrescriberAsked;
  status: Status;
  reader: Reader;
}

async function decide(
  deps: ApiDeps,
  opened: Opened,
  { asked, status, reader }: Matter,
  { form, here, now, nonce, reads, pace }: PageRequest & { reads: ReadLog },
): Promise<View> {
  const { link, course } = opened;
  const who = { role: reader.role, staffId: readerId(reader.role) };
  // As of everybody who looks at a client: noted before it is shown.
  const shown = { operation: 'readMedical', course: course.id, clients: [] };
  reads.note(who, shown, { now, background: false });
  const deciding: Deciding = {
    ...{ opened, asked, status, here, nonce, form },
    record: await medicalRecord(deps.store, course.id),
    proof: proofFor(deps.keyring, link.hash, now),
  };
  return form.choice === undefined
    ? decisionView(deciding)
    : record(deps, deciding, { by: { role: reader.role, id: readerId(reader.role) }, now, pace });
}
