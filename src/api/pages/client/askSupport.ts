/** The client names who stays with them, and that person gets a link of their own. Neither name nor address is in the course. */
import type { Offered } from '../../../course/status/offered';
import { html } from './html';
import type { Question } from './question';

export type AskSupport = Extract<Offered, { kind: 'askSupport' }>;

const typed = (value: unknown): string => (typeof value === 'string' ? value : '');

export const ASK_SUPPORT: Question<AskSupport> = {
  title: ({ texts }) => texts.offered.askSupport.title,
  name: ({ texts, when }, { start }) => texts.offered.askSupport.name(when(start)),
  body: ({ texts: { offered } }, _offered, { personName, personEmail }) =>
    html`<p id="person-help">${offered.askSupport.what}</p>
      <label for="personName">${offered.askSupport.person}</label>
      <input
        id="personName"
        name="personName"
        type="text"
        maxlength="200"
        autocomplete="off"
        required
        value="${typed(personName)}"
      />
      <label for="personEmail">${offered.askSupport.email}</label>
      <input
        id="personEmail"
        name="personEmail"
        type="email"
        maxlength="254"
        autocomplete="off"
        required
        aria-describedby="person-help"
        value="${typed(personEmail)}"
      />`,
  buttons: ({ offered }) => [offered.askSupport.send],
  // Nothing of it is a signal: see `inviteSupport`.
  yes: () => undefined,
};
