/** What a page does with a request: asks the second fact, shows, or records an answer. */
import type { ConsentKind } from '../../../catalog/shapes';
import type { Asked } from '../../../course/status/asked';
import type { Status } from '../../../course/status/status';
import type { CourseRow } from '../../../store';
import { readSignal } from '../../../protocols/readSignal';
import type { Instant } from '../../../time/instant';
import { isForPrescriber, type AskedKind } from '../../../vocabulary/pages';
import { canonicalJson } from '../../../security/canonicalJson';
import { hashOf } from '../../../security/secrets';
import { keepRefusal, report } from '../../endpoints/courses/signals';
import type { ApiDeps } from '../../http/deps';
import { ApiError } from '../../http/errors';
import { textIn } from '../../consents';
import { companionPage } from './companion';
import { copyIsSent, keepSignature } from './copy';
import { statusFor } from './course';
import { documentsPage, isAboutDocuments } from './documents';
import type { View } from './frame';
import { inviteSupport } from './invite';
import { works, type Opened } from './open';
import { wordsIn as typedIn } from './ownWords';
import type { Answered, Form, Found } from './question';
import { isAboutReach, reachPage } from './reach';
import type { PageRequest } from './request';
import { checkInIn } from './checkIn';
import { isStep, questionnaireIn } from './questionnaire';
import { answerOf, isOpen, keyOf, questionOf, type Item } from './questions';
import { countOf, isUrgent, type Pace } from './pace';
import { factOf, isProven, isRight, MOST_WRONG, proofFor } from './secondFact';
import { fewFor, freeFor } from './times';
import { LANGUAGES, type Language } from './texts';
import {
  againView,
  appointmentView,
  endedView,
  factView,
  lostView,
  overviewView,
  plainView,
  questionView,
  saidView,
  unsentView,
  type Shown,
} from './views';
import { wordsIn } from './words';

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export async function answerPage(deps: ApiDeps, opened: Opened, request: PageRequest): Promise<View> {
  const { form, language, here, now } = request;
  const { link, course, client, practice } = opened;
  if (link.purpose === 'companion') return companionPage(deps, opened, link.person ?? '', request);
  const texts = LANGUAGES[language];
  const fact = factOf(client);
  const guess = await judge(deps, opened, form, now);
  if (guess === 'none left') return lostView(texts, here, language);
  const proven = guess === 'right';
  const openly = showsOpenly(link);
  const page: Shown = {
    ...{ language, texts, practice, here, now, nonce: request.nonce, form },
    ...{ clientZone: client.zone, sessions: [], asked: [], offered: [] },
    // A link that has ended takes what was typed, for as long as the proof of before holds.
    ...(proven && {
      proof: works(opened, now) ? proofFor(deps.keyring, link.hash, now) : (textOf(form.proof) ?? ''),
    }),
  };
  // They are there whether or not the course answers, also once it is over.
  if (proven && isAboutDocuments(link, form)) return documentsPage(deps, opened, page);
  const status = await statusFor(deps, course.id);
  const shown: Shown = status
    ? { ...page, sessions: status.facts.sessions, asked: status.asked, offered: status.offered }
    : page;
  // Before the fact is given, nothing tells what is asked, or whether it still is.
  if (!openly && !proven) return factView(shown, fact, guess === 'wrong');
  if (!status && course.closed !== undefined)
    return openly ? plainView(texts.overview.title, texts.done) : endedView(shown);
  if (!status) return againView(shown, texts.later);
  if (proven && isAboutReach(link, form)) {
    const consented = status.facts.consents.includes('electronicMessages');
    return reachPage(deps, opened, shown, { consented, pace: request.pace });
  }
  const reachable = itemsOf(status).filter((each) => isReached(link, each));
  const key = textOf(form.key);
  const wanted = key ?? textOf(form.show);
  const asked =
    wanted === undefined
      ? firstOf(link, reachable)
      : (reachable.find((each) => keyOf(each) === wanted) ?? answeredAnyway(link, form));
  if (wanted !== undefined && !asked)
    return unsentView(shown, { title: texts.overview.title, why: texts.done, words: typedIn(form) });
  if (!asked) return firstView(link, shown);
  const chosen = { ...shown, found: await foundFor(deps, course, asked, shown) };
  if (key === undefined || isStep(form)) return questionView(chosen, asked);
  if (asked.kind === 'askSupport') return inviteSupport(deps, opened, chosen, asked, request.pace);
  return record(deps, opened, chosen, asked, request.pace);
}

/** What a question needs: what is free, or the text that is in force right now. */
async function foundFor(deps: ApiDeps, course: CourseRow, item: Item, shown: Shown): Promise<Found> {
  const free = await freeFor(deps, course, item, shown.now);
  const text = item.kind === 'consent' ? await textFor(deps, item.consent, shown.language) : undefined;
  return { times: fewFor(free, item, shown), ...(text && { text }) };
}

const textFor = async ({ store }: ApiDeps, kind: ConsentKind, language: Language) =>
  textIn(await store.consents.inForce(kind), kind, language);

/** Whether the second fact was given, now or before. Each wrong one uses up a guess, also of many at once. */
async function judge(
  { store: { pageLinks }, keyring }: ApiDeps,
  { link: { hash }, client }: Opened,
  form: Form,
  now: Instant,
): Promise<'right' | 'wrong' | 'not given' | 'none left'> {
  const carried = textOf(form.proof);
  if (carried !== undefined && isProven(keyring, hash, carried, now)) return 'right';
  const given = textOf(form.fact);
  if (given === undefined) return 'not given';
  if (!(await pageLinks.takeGuess(hash, MOST_WRONG))) {
    await pageLinks.end(hash, 'guessed', now);
    return 'none left';
  }
  const fact = factOf(client);
  if (!fact || !isRight(fact, given)) return 'wrong';
  await pageLinks.giveGuessBack(hash);
  return 'right';
}

/** A questionnaire or check-in that the course no longer asks for, but that was answered: the course decides. */
function answeredAnyway({ purpose }: Link, form: Form): Asked | undefined {
  const asked = questionnaireIn(form) ?? checkInIn(form);
  return asked && (purpose === 'overview' || purpose === asked.kind) ? asked : undefined;
}

type Link = Opened['link'];

const itemsOf = ({ asked, offered }: Status): Item[] => [...asked, ...offered];

/** What a link reaches: all of the course, what is about its appointment, or what is of its kind. */
function isReached({ purpose, about }: Link, asked: Item): boolean {
  if (purpose === 'overview') return true;
  const isAbout = about === undefined || !('session' in asked) || asked.session === about;
  return isAbout && (purpose === 'appointment' ? isOpen(asked.kind) : asked.kind === purpose);
}

/** Whether what the link opens shows time and place at most. */
const showsOpenly = ({ purpose }: Link): boolean =>
  purpose !== 'overview' &&
  purpose !== 'documents' &&
  !isForPrescriber(purpose) &&
  (purpose === 'appointment' || purpose === 'companion' || isOpen(purpose satisfies AskedKind));

/** What a link to one kind of question opens. */
const firstOf = ({ purpose }: Link, [first]: readonly Item[]): Item | undefined =>
  purpose === 'overview' || purpose === 'appointment' ? undefined : first;

function firstView({ purpose, about }: Link, shown: Shown): View {
  if (purpose === 'overview') return overviewView(shown);
  if (purpose === 'appointment') return appointmentView(shown, about);
  return plainView(shown.texts.overview.title, shown.texts.done);
}

async function record(deps: ApiDeps, opened: Opened, shown: Shown, asked: Item, pace: Pace): Promise<View> {
  const { texts, form } = shown;
  const answered = answerOf(asked, form, texts, shown.found ?? { times: [] });
  const nonce = textOf(form.nonce);
  if (!answered || nonce === undefined) return questionView(shown, asked, texts.incomplete);
  if ('problem' in answered) return questionView(shown, asked, answered.problem);
  const view = await send(deps, opened, shown, { asked, answered, nonce, pace });
  return answered.urgent ? { ...view, crisis: true } : view;
}

interface Sending {
  asked: Item;
  answered: Answered;
  nonce: string;
  pace: Pace;
}

async function send(
  deps: ApiDeps,
  opened: Opened,
  shown: Shown,
  { asked, answered, nonce, pace }: Sending,
): Promise<View> {
  const { link, course, client } = opened;
  const { texts, form, now } = shown;
  // What to do stays said also if nobody else hears of it.
  const unsaid = (why: string) => (answered.urgent ? `${answered.said} ${why}` : why);
  const { name, ...fields } = answered.report;
  const { signedAs } = answered;
  // The same answer pressed twice is one report. Another answer from the same form is another.
  const said = [link.hash, nonce, name, fields, ...(signedAs === undefined ? [] : [signedAs])];
  const id = `page:${hashOf(canonicalJson(said)).slice(0, 40)}`;
  const read = readSignal(name, { ...fields, id, by: { role: 'client', id: client.id } });
  if ('problems' in read) return questionView(shown, asked, texts.incomplete);
  const title = questionOf(asked).title(wordsIn(shown.language, shown.clientZone), asked);
  const count = countOf(course.id, asked, isUrgent(form) || answered.urgent === true);
  if (pace.begin(count, now) !== undefined)
    return unsentView(shown, { title, why: unsaid(texts.enough), words: typedIn(form), status: 429 });
  let copied = true;
  try {
    await keepSignature(deps, course.id, read.signal, answered, now);
    const outcome = await report(deps, course, read.signal);
    if (outcome.repeated) pace.takeBack(count);
    if (!outcome.accepted) {
      if (outcome.unrecorded) await keepRefusal(deps, course.id, read.signal, outcome, now);
      if (outcome.code === 'time-taken') return await takenView(deps, course, shown, asked);
      return unsentView(shown, { title, why: unsaid(texts.refused), words: typedIn(form), status: 409 });
    }
    if (answered.copy) copied = await copyIsSent(deps, opened, outcome.repeated, now);
  } catch (error) {
    pace.takeBack(count);
    if (!(error instanceof ApiError)) throw error;
    return againView(shown, unsaid(texts.later));
  }
  const more = await isOfUse(deps, link, course.id);
  if (!more) await deps.store.pageLinks.end(link.hash, 'used', now);
  const words = answered.copy ? `${answered.said} ${texts.copy[copied ? 'sent' : 'unsent']}` : answered.said;
  return saidView(shown, { title, more, ...answered, said: words });
}

/** What was free when the page was opened may be taken at the press: what is free now. */
async function takenView(deps: ApiDeps, course: CourseRow, shown: Shown, asked: Item): Promise<View> {
  const found = await foundFor(deps, course, asked, shown);
  return questionView({ ...shown, found }, asked, shown.texts.offered.ownTime.taken);
}

/** Whether a link has something to show or ask after an answer. */
async function isOfUse(deps: ApiDeps, link: Link, course: string): Promise<boolean> {
  if (link.purpose === 'overview' || link.purpose === 'appointment') return true;
  const status = await statusFor(deps, course);
  return status ? itemsOf(status).some((each) => isReached(link, each)) : true;
}
