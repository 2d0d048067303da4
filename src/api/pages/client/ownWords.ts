/** A field in which clients say something in their own words. */
import { html, verbatim, type Html } from './html';
import type { Form } from './question';

/** As many letters as the course takes. */
const MOST_LETTERS = 1000;

/** What was typed; empty if nothing was. A browser ends lines its own way. */
export const wordsIn = ({ words }: Form): string =>
  typeof words === 'string' ? words.replaceAll('\r\n', '\n').trim() : '';

interface Field {
  label: string;
  /** The id of what explains it. */
  help: string;
  /** With what was typed before. */
  form: Form;
  required?: boolean;
}

export const wordsField = ({ label, help, form, required = false }: Field): Html =>
  html`<label for="words">${label}</label>
    <textarea
      id="words"
      name="words"
      rows="4"
      maxlength="${MOST_LETTERS}"
      ${required && 'required'}
      aria-describedby="${help}"
    >
${verbatim(wordsIn(form))}</textarea>`;
