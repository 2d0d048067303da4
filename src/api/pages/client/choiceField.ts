/** A question of which one answer is chosen. */
import { html, type Html } from './html';
import type { Form } from './question';

interface Choice<T extends string> {
  /** The name of the field. */
  name: string;
  legend: string;
  values: readonly T[];
  words: Readonly<Record<T, string>>;
  /** With what was chosen before. */
  form: Form;
  /** It may be left blank. */
  optional?: true;
}

export const choiceField = <T extends string>({
  name,
  legend,
  values,
  words,
  form,
  optional,
}: Choice<T>): Html =>
  html`<fieldset>
    <legend>${legend}</legend>
    ${values.map(
      (each) =>
        html`<label class="choice"
          ><input
            type="radio"
            name="${name}"
            value="${each}"
            ${!optional && 'required'}
            ${form[name] === each && 'checked'}
          />${words[each]}</label
        >`,
    )}
  </fieldset>`;
