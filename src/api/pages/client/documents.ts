/** What a client signed and was given, to read, print and keep. It needs the second fact, and nobody's course to answer. */
import type { RecordedOf } from '../../../course/events';
import type { Instant } from '../../../time/instant';
import { signedConsents, type SignedConsent } from '../../consents';
import type { ApiDeps } from '../../http/deps';
import { textBody } from './consent';
import { documentOf, type View } from './frame';
import { html, type Html } from './html';
import { works, type Opened } from './open';
import type { Form, Words } from './question';
import { isProven } from './secondFact';
import { LANGUAGES, type Language } from './texts';
import { backForm, carried, DOCUMENTS, target, type Shown } from './views';
import { shownPractice, wordsIn } from './words';

type Issued = RecordedOf<'estimateIssued'> | RecordedOf<'instructionsIssued'>;

type Document = { id: string } & (
  | { kind: 'consent'; signed: SignedConsent }
  | { kind: 'estimate'; issued: RecordedOf<'estimateIssued'>; readAt?: Instant }
  | { kind: 'instructions'; issued: RecordedOf<'instructionsIssued'>; readAt?: Instant }
);

const PREFIX = 'document:';

/** Whether a page is about documents: the link is, or somebody pressed the button that leads there. */
export const isAboutDocuments = ({ purpose }: Opened['link'], { show, key }: Form): boolean =>
  purpose === 'documents' ||
  (purpose === 'overview' && key === undefined && typeof show === 'string' && isDocument(show));

const isDocument = (show: string): boolean => show === DOCUMENTS || show.startsWith(PREFIX);

/** The latest estimate and instructions, and every consent that was signed. @throws StoreError */
async function documentsOf({ store }: ApiDeps, course: string): Promise<Document[]> {
  const [signed, papers] = await Promise.all([
    signedConsents(store, course),
    store.events.standing(course, [
      ...(['estimateIssued', 'estimateAcknowledged'] as const),
      ...(['instructionsIssued', 'instructionsAcknowledged'] as const),
    ]),
  ]);
  const estimate = papers.findLast((each) => each.type === 'estimateIssued');
  const instructions = papers.findLast((each) => each.type === 'instructionsIssued');
  const readAt = (issued: Issued): { readAt?: Instant } => {
    const found = papers.find(
      (each) =>
        (each.type === 'estimateAcknowledged' && 'estimate' in issued && each.estimate === issued.estimate) ||
        (each.type === 'instructionsAcknowledged' &&
          'instructions' in issued &&
          each.instructions === issued.instructions),
    );
    return found ? { readAt: found.at } : {};
  };
  return [
    ...signed.map((each): Document => ({ id: each.id, kind: 'consent', signed: each })),
    ...(estimate
      ? [{ id: `${estimate.seq}`, kind: 'estimate' as const, issued: estimate, ...readAt(estimate) }]
      : []),
    ...(instructions
      ? [
          {
            ...{ id: `${instructions.seq}`, kind: 'instructions' as const, issued: instructions },
            ...readAt(instructions),
          },
        ]
      : []),
  ];
}

export async function documentsPage(deps: ApiDeps, { course, link }: Opened, shown: Shown): Promise<View> {
  const all = await documentsOf(deps, course.id);
  const { show } = shown.form;
  const one = all.find(({ id }) => show === `${PREFIX}${id}`);
  const words = wordsIn(shown.language, shown.clientZone);
  return one ? documentView(shown, one, words) : listView(shown, all, words, link.purpose === 'overview');
}

/** `back`: the link has a page that leads here. */
function listView(shown: Shown, all: readonly Document[], words: Words, back: boolean): View {
  const { documents } = shown.texts;
  return {
    title: documents.title,
    body: html`${all.length === 0 && html`<p>${documents.none}</p>`}
      <ul>
        ${all.map(
          (each) =>
            html`<li>
              <p>${nameOf(each, words)}<br /><span class="help">${stateOf(each, words)}</span></p>
              ${leadTo(shown, `${PREFIX}${each.id}`, documents.read, nameOf(each, words))}
            </li>`,
        )}
      </ul>
      <p class="help">${documents.more}</p>
      ${back && backForm(shown)}`,
  };
}

const leadTo = (shown: Shown, show: string, button: string, about: string): Html =>
  html`<form method="post" action="${target(shown)}">
    ${carried(shown)}
    <input type="hidden" name="show" value="${show}" />
    <button class="second" aria-label="${button}: ${about}">${button}</button>
  </form>`;

function nameOf(document: Document, { texts }: Words): string {
  const { documents } = texts;
  return document.kind === 'consent'
    ? documents.consent(texts.consents[document.signed.kind])
    : documents[document.kind].title;
}

function stateOf(document: Document, { texts: { documents }, dated }: Words): string {
  if (document.kind !== 'consent') return documents.given(dated(document.issued.at));
  const { at, revokedAt } = document.signed;
  return revokedAt ? documents.revoked(dated(revokedAt)) : documents.signed(dated(at));
}

function documentView(shown: Shown, document: Document, words: Words): View {
  const { documents } = shown.texts;
  return {
    // Neutral, as every title.
    title: documents.one,
    body: html`<h2>${nameOf(document, words)}</h2>
      ${contentOf(document, words)}
      <div class="screen">
        <p class="help">${documents.print}</p>
        <form method="post" action="${shown.here}/document?lang=${shown.language}">
          ${carried(shown)}
          <input type="hidden" name="show" value="${PREFIX}${document.id}" />
          <button class="second">${documents.save}</button>
        </form>
        ${leadTo(shown, DOCUMENTS, documents.all, documents.title)}
      </div>`,
  };
}

function contentOf(document: Document, words: Words): Html {
  switch (document.kind) {
    case 'consent':
      return consentOf(document.signed, words);
    case 'estimate': {
      const { estimate } = words.texts.documents;
      const { totalCents, fromCents } = document.issued;
      const whole = words.amount(totalCents);
      return html`<p>
          ${estimate.says(fromCents === undefined ? whole : `${words.amount(fromCents)} – ${whole}`)}
        </p>
        <p>${estimate.more}</p>
        ${rows(document, document.issued.estimate, words)}`;
    }
    case 'instructions':
      return html`<p>${words.texts.documents.instructions.says}</p>
        ${rows(document, document.issued.instructions, words)}`;
  }
}

const rows = (
  { issued, readAt }: Exclude<Document, { kind: 'consent' }>,
  reference: string,
  { texts: { documents }, dated }: Words,
): Html =>
  html`<dl>
    <dt>${documents.reference}</dt>
    <dd>${reference}</dd>
    <dt>${documents.givenOn}</dt>
    <dd>${dated(issued.at)}</dd>
    <dt>${documents.readOn}</dt>
    <dd>${readAt ? dated(readAt) : documents.notYet}</dd>
  </dl>`;

function consentOf({ at, text, typedName, revokedAt }: SignedConsent, words: Words): Html {
  const { documents } = words.texts;
  return html`${text ? textBody(text) : html`<p>${documents.onPaper}</p>`}
    <dl>
      ${
        typedName !== undefined &&
        html`<dt>${documents.as}</dt>
          <dd>${typedName}</dd>`
      }
      <dt>${documents.signedOn}</dt>
      <dd>${words.dated(at)}</dd>
      ${
        revokedAt &&
        html`<dt>${documents.revokedOn}</dt>
          <dd>${words.dated(revokedAt)}</dd>`
      }
      ${
        text &&
        html`<dt>${documents.version}</dt>
          <dd>${text.version}</dd>
          <dt>${documents.check}</dt>
          <dd class="check">${text.sha256}</dd>`
      }
    </dl>`;
}

/** One document as a file that needs nothing else; undefined if the link, the proof or the document is not right. */
export async function documentFile(
  deps: ApiDeps,
  opened: Opened,
  { form, language, now }: { form: Form; language: Language; now: Instant },
): Promise<string | undefined> {
  const { link, course, client, practice } = opened;
  const { proof, show } = form;
  if (!works(opened, now) || !isAboutDocuments(link, { show })) return undefined;
  if (typeof proof !== 'string' || !isProven(deps.keyring, link.hash, proof, now)) return undefined;
  const one = (await documentsOf(deps, course.id)).find(({ id }) => show === `${PREFIX}${id}`);
  if (!one) return undefined;
  const words = wordsIn(language, client.zone);
  const body = html`<h2>${nameOf(one, words)}</h2>
    ${contentOf(one, words)}`;
  const view = { title: words.texts.documents.one, body };
  return documentOf(view, { language, practice: shownPractice(practice) });
}

export const fileNameFor = (language: Language): string => `${LANGUAGES[language].documents.file}.html`;
