/** What a page shows: an appointment, one question, all that is next, or what stands in the way. */
import type { Asked } from '../../../course/status/asked';
import type { SessionFact } from '../../../course/status/facts';
import type { Offered } from '../../../course/status/offered';
import type { Practice } from '../../../store';
import type { Instant } from '../../../time/instant';
import { placeOf, zoneOfPlace } from '../../../messages/place';
import type { View } from './frame';
import { html, verbatim, type Html } from './html';
import type { Form, Found } from './question';
import { isOpen, keyOf, questionOf, type Item } from './questions';
import type { SecondFact } from './secondFact';
import type { Language, Texts } from './texts';
import { wordsIn } from './words';

/** What a page needs to know of a course to be written. */
export interface Shown {
  language: Language;
  texts: Texts;
  practice: Practice;
  clientZone: string;
  /** All of the course, the oldest booking first. */
  sessions: readonly SessionFact[];
  asked: readonly Asked[];
  offered: readonly Offered[];
  /** What was looked up for the question that is shown. */
  found?: Found;
  now: Instant;
  /** That the second fact was given. Forms carry it on. */
  proof?: string;
  /** Tells one form that was shown from another, so that pressing twice is once. */
  nonce: string;
  /** The address of the page. */
  here: string;
  /** What was sent, if anything. */
  form: Form;
}

/** All that was sent, so that nothing typed is lost while something else is asked first. */
const kept = ({ form }: Pick<Shown, 'form'>): Html =>
  html`${Object.entries(form).map(
    ([name, value]) =>
      typeof value === 'string' &&
      !['fact', 'lang', 'proof'].includes(name) &&
      html`<input type="hidden" name="${name}" value="${verbatim(value)}" />`,
  )}`;

/** Where a form goes. The language stands in the address for when the form itself cannot be read. */
export const target = ({ here, language }: Pick<Shown, 'here' | 'language'>): string =>
  `${here}?lang=${language}`;

/** Fields that every form carries. */
export const carried = ({ language, proof }: Pick<Shown, 'language' | 'proof'>): Html =>
  html`<input type="hidden" name="lang" value="${language}" />
    ${proof !== undefined && html`<input type="hidden" name="proof" value="${proof}" />`}`;

export const zoneFor = ({ practice, clientZone }: Shown, session?: Pick<SessionFact, 'setting'>): string =>
  zoneOfPlace(session?.setting, { practice: practice.zone, client: clientZone });

const sessionOf = ({ sessions }: Shown, asked: Item): SessionFact | undefined =>
  'session' in asked ? sessions.find(({ ref }) => ref === asked.session) : undefined;

/** One question with its buttons. `problem`: what was wrong with the last answer. */
export function questionView(shown: Shown, asked: Item, problem?: string): View {
  const question = questionOf(asked);
  const words = wordsIn(shown.language, zoneFor(shown, sessionOf(shown, asked)));
  return {
    title: question.title(words, asked),
    ...(question.crisis && { crisis: true }),
    body: html`${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
    ${questionForm(shown, asked)}`,
  };
}

/** What a form shows that leads to the documents of a client. */
export const DOCUMENTS = 'documents';

/** And one that leads to how they are reached. */
export const REACH = 'reach';

const NOTHING: Found = { times: [] };

function questionForm(shown: Shown, asked: Item): Html {
  const question = questionOf(asked);
  const words = wordsIn(shown.language, zoneFor(shown, sessionOf(shown, asked)));
  const [yes, no] = question.buttons(shown.texts);
  const own = question.ownButtons?.(asked, shown.form) === true;
  return html`<form method="post" action="${target(shown)}">
    ${question.body(words, asked, shown.form, shown.found ?? NOTHING)} ${carried(shown)}
    <input type="hidden" name="key" value="${keyOf(asked)}" />
    <input type="hidden" name="nonce" value="${shown.nonce}" />
    ${!own && html`<button name="answer" value="yes">${yes}</button>`}
    ${no !== undefined && html`<button class="second" name="answer" value="no">${no}</button>`}
  </form>`;
}

/** The rows of an appointment: when, where, how long. `places`: in the words for the client, or for who stays with them. */
export function appointmentRows(
  shown: Shown,
  session: SessionFact,
  places: Texts['appointment']['places'] = shown.texts.appointment.places,
): Html {
  const { appointment } = shown.texts;
  const { when } = wordsIn(shown.language, zoneFor(shown, session));
  const { detail, isLink } = placeOf(session.setting, shown.practice);
  // The practice's room for video sessions is for clients only.
  const shared = !isLink || places === appointment.places;
  return html`<dl>
    <dt>${appointment.when}</dt>
    <dd>${when(session.start)} (${appointment.minutes(session.minutes)})</dd>
    <dt>${appointment.where}</dt>
    <dd>
      ${places[session.setting]}${
        shared &&
        detail !== undefined &&
        html`<br />${isLink ? html`<a href="${detail}" rel="noreferrer">${detail}</a>` : detail}`
      }
    </dd>
  </dl>`;
}

/** One appointment, and the questions about it that show no more than time and place. */
export function appointmentView(shown: Shown, ref: string | undefined): View {
  const { appointment, done } = shown.texts;
  const session = shown.sessions.find((each) => each.ref === ref);
  const { title } = appointment;
  if (!session) return { title, body: html`<p>${done}</p>` };
  if (session.status === 'cancelled') return { title, body: html`<p>${appointment.off}</p>` };
  if (session.status !== 'scheduled' || session.start <= shown.now)
    return {
      title,
      body: html`${appointmentRows(shown, session)}
        <p>${appointment.over}</p>`,
    };
  const open = shown.asked.filter(
    (asked) => isOpen(asked.kind) && 'session' in asked && asked.session === session.ref,
  );
  const otherTime = shown.offered.find((each) => each.kind === 'anotherTime' && each.session === ref);
  return {
    title,
    body: html`${appointmentRows(shown, session)}
      <p>
        <a class="button second" href="${shown.here}/appointment.ics">${appointment.calendar}</a>
      </p>
      ${otherTime ? showForm(shown, otherTime, appointment.change) : html`<p>${appointment.call}</p>`}
      ${open.map(
        (asked) =>
          html`<h2>${questionOf(asked).title(wordsIn(shown.language, zoneFor(shown, session)), asked)}</h2>
            ${questionForm(shown, asked)}`,
      )}`,
  };
}

/** A button that leads to the page of something. */
function showForm(shown: Shown, item: Item, button?: string): Html {
  const words = wordsIn(shown.language, zoneFor(shown, sessionOf(shown, item)));
  const { title, name = title } = questionOf(item);
  return html`<form method="post" action="${target(shown)}">
    ${carried(shown)}
    <input type="hidden" name="show" value="${keyOf(item)}" />
    <button class="second">${button ?? name(words, item)}</button>
  </form>`;
}

/** What is next, everything that is asked, and what else can be done. Each has a page of its own. */
export function overviewView(shown: Shown): View {
  const { overview } = shown.texts;
  const ahead = shown.sessions
    .filter(({ status, start }) => status === 'scheduled' && start > shown.now)
    .sort((a, b) => (a.start < b.start ? -1 : 1));
  return {
    title: overview.title,
    body: html`<h2>${overview.next}</h2>
      ${ahead.length === 0 && html`<p>${overview.nothingBooked}</p>`}
      ${ahead.map((session) => appointmentRows(shown, session))}
      <h2>${overview.asked}</h2>
      ${shown.asked.length === 0 && html`<p>${overview.nothingAsked}</p>`}
      <ul>
        ${shown.asked.map((asked) => html`<li>${showForm(shown, asked)}</li>`)}
      </ul>
      ${
        shown.offered.length > 0 &&
        html`<h2>${overview.offered}</h2>
          <ul>
            ${shown.offered.map((offered) => html`<li>${showForm(shown, offered)}</li>`)}
          </ul>`
      }
      ${leadTo(shown, DOCUMENTS, shown.texts.documents.title)}
      ${leadTo(shown, REACH, shown.texts.reach.title)}`,
  };
}

/** The way to a page that no question is about. */
const leadTo = (shown: Shown, show: string, title: string): Html =>
  html`<form method="post" action="${target(shown)}">
    ${carried(shown)}
    <input type="hidden" name="show" value="${show}" />
    <button class="second">${title}</button>
  </form>`;

/** The course is over. */
export const endedView = (shown: Shown): View => ({
  title: shown.texts.overview.title,
  body: html`<p role="status">${shown.texts.ended}</p>
    ${leadTo(shown, DOCUMENTS, shown.texts.documents.title)}`,
});

/** Asks the second fact before anything else. What was sent comes along. */
export function factView(shown: Shown, fact: SecondFact | undefined, wrong: boolean): View {
  const { fact: texts, factTitle } = shown.texts;
  if (!fact) return { title: factTitle, body: html`<p>${texts.none}</p>` };
  return {
    title: factTitle,
    body: html`<form method="post" action="${target(shown)}">
      <p>${texts.why}</p>
      ${wrong && html`<p class="problem" id="fact-problem" role="alert">${texts.wrong}</p>`}
      <label for="fact">${texts.phone}</label>
      <p class="help" id="fact-help">${texts.phoneHelp}</p>
      <input
        id="fact"
        name="fact"
        type="text"
        inputmode="numeric"
        autocomplete="off"
        required
        aria-describedby="fact-help${wrong && ' fact-problem'}"
      />
      ${kept(shown)} ${carried(shown)}
      <button>${texts.go}</button>
    </form>`,
  };
}

/** Something does not answer: what was sent is kept for another try. A crisis does not wait for it. */
export const againView = (
  shown: Pick<Shown, 'form' | 'here' | 'language' | 'proof' | 'texts'>,
  said: string,
  status = 503,
): View => ({
  status,
  title: shown.texts.overview.title,
  crisis: true,
  body: html`<p role="alert">${said}</p>
    <form method="post" action="${target(shown)}">
      ${kept(shown)} ${carried(shown)}
      <button>${shown.texts.again}</button>
    </form>`,
});

/** The way back to the page that a link opens. */
export const backForm = (shown: Shown): Html =>
  html`<form method="post" action="${target(shown)}">
    ${carried(shown)}
    <button class="second">${shown.texts.back}</button>
  </form>`;

/** After an answer was recorded. `more`: the link still works, and leads back. */
export function saidView(
  shown: Shown,
  { title, said, crisis, more }: { title: string; said: string; crisis?: true; more: boolean },
): View {
  return {
    title,
    ...(crisis && { crisis }),
    body: html`<p role="status">${said}</p>
      ${more && backForm(shown)}`,
  };
}

/** The way on from a link that does not work. The same for every such link. */
export const lostView = ({ lost }: Texts, here: string, language: Language): View => ({
  status: 404,
  title: lost.title,
  body: html`<p>${lost.why}</p>
    <form method="post" action="${here}/new">
      <input type="hidden" name="lang" value="${language}" />
      <button>${lost.again}</button>
    </form>`,
});

export const plainView = (title: string, said: string, status = 200): View => ({
  status,
  title,
  body: html`<p role="status">${said}</p>`,
});

/** Why something was not noted. What somebody typed is shown to them again, with help in view. */
export const unsentView = (
  { texts }: Pick<Shown, 'texts'>,
  { title, why, words, status = 200 }: { title: string; why: string; words: string; status?: number },
): View =>
  words === ''
    ? plainView(title, why, status)
    : {
        ...{ status, title, crisis: true },
        body: html`<p class="problem" role="alert">${why} ${texts.unsent}</p>
          <blockquote>${verbatim(words)}</blockquote>`,
      };
