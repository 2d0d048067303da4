/** What a page does with a request: asks the second fact, shows, or records an answer. */
import type { Asked } from '../../../course/status/asked';
import { readSignal } from '../../../protocols/readSignal';
import type { Instant } from '../../../time/instant';
import type { AskedKind } from '../../../vocabulary/pages';
import { report } from '../../endpoints/courses/signals';
import type { ApiDeps } from '../../http/deps';
import { ApiError } from '../../http/errors';
import { statusFor } from './course';
import type { View } from './frame';
import type { Opened } from './open';
import { isOpen, keyOf, questionOf, type Form } from './questions';
import { factOf, isProven, isRight, MOST_WRONG, proofFor } from './secondFact';
import { LANGUAGES, type Language } from './texts';
import {
  againView,
  appointmentView,
  factView,
  lostView,
  overviewView,
  plainView,
  questionView,
  saidView,
  type Shown,
} from './views';
import { wordsIn } from './words';

export interface PageRequest {
  /** Empty for a page that is only opened. */
  form: Form;
  language: Language;
  /** The address of the page. */
  here: string;
  now: Instant;
  nonce: string;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export async function answerPage(deps: ApiDeps, opened: Opened, request: PageRequest): Promise<View> {
  const { form, language, here, now } = request;
  const { link, course, client, practice } = opened;
  const texts = LANGUAGES[language];
  const fact = factOf(client);
  const given = textOf(form.fact);
  const carried = textOf(form.proof);
  const proven =
    (given !== undefined && fact !== undefined && isRight(fact, given)) ||
    (carried !== undefined && isProven(deps.keyring, link.hash, carried, now));
  const status = await statusFor(deps, course.id);
  const shown: Shown = {
    ...{ language, texts, practice, here, now, nonce: request.nonce, form },
    clientZone: client.zone,
    sessions: status?.facts.sessions ?? [],
    asked: status?.asked ?? [],
    ...(proven && { proof: proofFor(deps.keyring, link.hash, now) }),
  };
  if (!status && course.closed !== undefined) return plainView(texts.overview.title, texts.ended);
  if (!status) return againView(shown, texts.later);
  if (given !== undefined && !proven) {
    const wrong = await deps.store.pageLinks.countWrong(link.hash);
    if (wrong < MOST_WRONG) return factView(shown, fact, true);
    await deps.store.pageLinks.end(link.hash, 'guessed', now);
    return lostView(texts, here, language);
  }
  const reachable = status.asked.filter((each) => isReached(link, each));
  const key = textOf(form.key);
  const wanted = key ?? textOf(form.show);
  const asked = reachable.find((each) => keyOf(each) === wanted);
  if (wanted !== undefined && !asked) return plainView(texts.overview.title, texts.done);
  if (!proven && !(asked ? isOpen(asked.kind) : showsOpenly(link))) return factView(shown, fact, false);
  if (!asked) return firstView(link, shown, reachable);
  return key === undefined ? questionView(shown, asked) : record(deps, opened, shown, asked);
}

type Link = Opened['link'];

/** What a link reaches: all of the course, what is about its appointment, or what is of its kind. */
function isReached({ purpose, about }: Link, asked: Asked): boolean {
  if (purpose === 'overview') return true;
  const isAbout = about === undefined || !('session' in asked) || asked.session === about;
  return isAbout && (purpose === 'appointment' ? isOpen(asked.kind) : asked.kind === purpose);
}

/** Whether what the link opens shows time and place at most. */
const showsOpenly = ({ purpose }: Link): boolean =>
  purpose !== 'overview' && (purpose === 'appointment' || isOpen(purpose satisfies AskedKind));

function firstView({ purpose, about }: Link, shown: Shown, [first]: readonly Asked[]): View {
  if (purpose === 'overview') return overviewView(shown);
  if (purpose === 'appointment') return appointmentView(shown, about);
  return first ? questionView(shown, first) : plainView(shown.texts.overview.title, shown.texts.done);
}

async function record(
  deps: ApiDeps,
  { link, course, client }: Opened,
  shown: Shown,
  asked: Asked,
): Promise<View> {
  const { texts, form, now } = shown;
  const question = questionOf(asked);
  const answered = question.answer(form, asked, texts);
  const nonce = textOf(form.nonce);
  if (!answered || nonce === undefined) return questionView(shown, asked, texts.incomplete);
  const { name, ...fields } = answered.report;
  const id = `page:${link.hash.slice(0, 16)}:${nonce}`;
  const read = readSignal(name, { ...fields, id, by: { role: 'client', id: client.id } });
  if ('problems' in read) return questionView(shown, asked, texts.incomplete);
  const title = question.title(wordsIn(shown.language, shown.clientZone), asked);
  try {
    const outcome = await report(deps, course, read.signal);
    if (!outcome.accepted) return plainView(title, texts.refused, 409);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return againView(shown, texts.later);
  }
  const more = await isOfUse(deps, link, course.id);
  if (!more) await deps.store.pageLinks.end(link.hash, 'used', now);
  return saidView(shown, { title, more, ...answered });
}

/** Whether a link has something to show or ask after an answer. */
async function isOfUse(deps: ApiDeps, link: Link, course: string): Promise<boolean> {
  if (link.purpose === 'overview' || link.purpose === 'appointment') return true;
  const status = await statusFor(deps, course);
  return status?.asked.some((each) => isReached(link, each)) ?? true;
}
