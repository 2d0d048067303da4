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
import { LANGUAGES } from '../client/texts';
import { lostView } from '../client/views';
import { recordedBefore } from './answers';
import { judgeCode, sendCode } from './code';
import { keyOf } from './choices';
import { judgeProof, newProof } from './proof';
import { record } from './record';
import { TEXTS } from './texts';
import {
  codeView,
  decisionView,
  doneView,
  newerView,
  tooManyView,
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

/** A newer one took its place, or its time ran out, while a page of it was open. */
const isOvertakenByLink = ({ endedBy }: Opened['link']): boolean =>
  endedBy === undefined || endedBy === 'replaced';

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
  const proof = judgeProof(deps.keyring, opened, form.proof, now);
  const reader = await readerOfLink(deps.store, opened);
  if (!reader || link.endedBy === 'revoked' || (!works(opened, now) && !proof)) return lost();
  const isOpen = works(opened, now) || (proof === 'good' && isOvertakenByLink(link));
  const status = isOpen ? await statusFor(deps, course.id) : undefined;
  if (isOpen && !status && course.closed === undefined) return laterView(here, form);
  const asked = status && askedBy(status, opened);
  const said = proof && (await recordedBefore(deps.store, opened, form, asked));
  if (said !== undefined) return doneView(said);
  if (!isOpen && isOvertakenByLink(link)) return form.choice === undefined ? lost() : newerView(here, form);
  if (!status || !asked) {
    if (proof !== 'good' && (!proof || form.choice === undefined)) return lost();
    await deps.store.pageLinks.end(link.hash, 'overtaken', now);
    return saidView(TEXTS.answered);
  }
  const matter = { asked, status, reader };
  if (proof === 'good') return decide(deps, opened, { ...matter, proof: String(form.proof) }, request);
  const first = practice.partnerCodeRequired
    ? await askCode(deps, opened, reader, request)
    : form.step === 'open'
      ? undefined
      : openlyView(here, form);
  if (first) return first;
  const by = practice.partnerCodeRequired ? 'code' : 'press';
  const fresh = newProof(deps.keyring, link.hash, by, now);
  return decide(deps, opened, { ...matter, proof: fresh, isFirst: true }, request);
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
        return codeView(here, form, words.sent);
      case 'too many':
        return tooManyView(here, form);
      case 'not sent':
        return { ...codeView(here, form, undefined, words.unsent), status: 503 };
    }
  if (form.step === 'have') return codeView(here, form);
  if (typeof form.code !== 'string' || form.code.trim() === '') return firstView(here, form);
  const judged = await judgeCode(deps, opened.link.hash, form.code, now);
  return judged === 'right' ? undefined : codeView(here, form, undefined, words[judged]);
}

interface Matter {
  asked: PrescriberAsked;
  status: Status;
  reader: Reader;
  proof: string;
  /** The page is shown for the first time, so that nothing that came with it was pressed on it. */
  isFirst?: true;
}

async function decide(
  deps: ApiDeps,
  opened: Opened,
  { asked, status, reader, proof, isFirst }: Matter,
  { form, here, now, nonce, reads, pace }: PageRequest & { reads: ReadLog },
): Promise<View> {
  const { course } = opened;
  const who = { role: reader.role, staffId: readerId(reader.role) };
  // As of everybody who looks at a client: noted before it is shown.
  const shown = { operation: 'readMedical', course: course.id, clients: [] };
  reads.note(who, shown, { now, background: false });
  const deciding: Deciding = {
    ...{ opened, asked, status, here, nonce, form },
    record: await medicalRecord(deps.store, course.id),
    proof,
  };
  if (form.choice === undefined) return decisionView(deciding);
  if (isFirst) {
    const isSame = form.key === keyOf(asked);
    return decisionView({ ...deciding, problem: { said: isSame ? TEXTS.pressAgain : TEXTS.another } });
  }
  return record(deps, deciding, { by: { role: reader.role, id: readerId(reader.role) }, now, pace });
}
