/** A consent: the text of the practice in force, and the name that the client types under it. */
import { PersonName } from '../../../catalog/contact';
import type { Asked } from '../../../course/status/asked';
import type { ConsentText } from '../../../store';
import { html, type Html } from './html';
import type { Question } from './question';

type Consent = Extract<Asked, { kind: 'consent' }>;

/** Names what is shown, so that nothing else is signed. */
const refOf = ({ language, version, sha256 }: ConsentText): string => `${language}.${version}.${sha256}`;

/** Paragraphs are apart by an empty line; a line that begins with # is a heading. */
export function textBody({ body, language }: Pick<ConsentText, 'body' | 'language'>): Html {
  const parts = body
    .replace(/^(#.*)$/gm, '\n$1\n')
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return html`<div lang="${language}">
    ${parts.map((part) =>
      part.startsWith('#')
        ? html`<h3>${part.replace(/^#+ */, '')}</h3>`
        : html`<p>
            ${part
              .trim()
              .split('\n')
              .map((line, index) => html`${index > 0 && html`<br />`}${line}`)}
          </p>`,
    )}
  </div>`;
}

const typed = (value: unknown): string => (typeof value === 'string' ? value : '');

export const CONSENT: Question<Consent> = {
  title: ({ texts }) => texts.asked.consent.title,
  name: ({ texts }, { consent }) => texts.asked.consent.name(texts.consents[consent]),
  body: ({ texts }, { consent }, form, { text }) => {
    const { asked, consents } = texts;
    if (!text) return html`<p>${asked.consent.none}</p>`;
    return html`<h2>${consents[consent]}</h2>
      ${textBody(text)}
      <input type="hidden" name="text" value="${refOf(text)}" />
      <label for="signedAs">${asked.consent.typed}</label>
      <p class="help" id="signed-help">${asked.consent.means}</p>
      <input
        id="signedAs"
        name="signedAs"
        type="text"
        maxlength="200"
        autocomplete="name"
        required
        aria-describedby="signed-help"
        value="${typed(form.signedAs)}"
      />
      <label class="choice"
        ><input type="checkbox" name="copy" value="yes" ${form.copy === 'yes' && 'checked'} />${
          asked.consent.copy
        }</label
      >`;
  },
  buttons: ({ asked }) => [asked.consent.yes],
  yes: (form, { consent }, { asked }, { text }) => {
    if (!text || typeof form.text !== 'string') return undefined;
    if (form.text !== refOf(text)) return { problem: asked.consent.changed };
    const name = PersonName.safeParse(form.signedAs);
    if (!name.success) return { problem: asked.consent.nameMissing };
    const { language, version, sha256 } = text;
    return {
      report: { name: 'consentSigned', kinds: [consent], text: { language, version, sha256 } },
      said: asked.consent.saidYes,
      signedAs: name.data,
      ...(form.copy === 'yes' && { copy: true }),
    };
  },
};
