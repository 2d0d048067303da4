/** The fields of an answer: as a form shows them, and as it sends them. */
import type { Form } from '../client/question';
import { html, verbatim, type Html } from '../client/html';
import type { Choice, Field, Values } from './choices';
import { TEXTS } from './texts';

/** As many letters as a note of the course has. */
const MOST_LETTERS = 500;

/** A field as text; empty if it was left out, or sent twice. A form ends each line with CR LF, which is one end. */
export const typed = (form: Form, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
};

/** `choice`: whose field it is, so that no two have the same id. `form`: with what was typed before. */
export function fieldOf(choice: Choice, field: Field, form: Form): Html {
  const { name, label, help, required } = field;
  const id = `${choice.key}-${name}`;
  return html`<label for="${id}">${label}${!required && ` (${TEXTS.optional})`}</label>
    ${help !== undefined && html`<p class="help" id="${id}-help">${help}</p>`}
    ${inputOf(field, { id, value: typed(form, name), described: help !== undefined })}`;
}

interface Shown {
  id: string;
  value: string;
  described: boolean;
}

function inputOf({ name, kind, required, most, options = [] }: Field, { id, value, described }: Shown): Html {
  const described_ = described && html`aria-describedby="${id}-help"`;
  const needed = required && 'required';
  switch (kind) {
    case 'count':
      return html`<input
        id="${id}"
        name="${name}"
        type="number"
        inputmode="numeric"
        min="1"
        max="${most}"
        value="${value}"
        ${needed}
        ${described_}
      />`;
    case 'text':
    case 'date':
      return html`<input
        id="${id}"
        name="${name}"
        type="${kind}"
        maxlength="60"
        autocomplete="off"
        value="${value}"
        ${needed}
        ${described_}
      />`;
    case 'lines':
      return html`<textarea
        id="${id}"
        name="${name}"
        rows="3"
        maxlength="${MOST_LETTERS}"
        ${needed}
        ${described_}
      >
${verbatim(value)}</textarea>`;
    case 'choice':
      return html`<select id="${id}" name="${name}" ${needed} ${described_}>
        <option value=""></option>
        ${options.map(
          (each) =>
            html`<option value="${each.value}" ${each.value === value && 'selected'}>${each.label}</option>`,
        )}
      </select>`;
  }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const isDate = (text: string): boolean => DATE.test(text) && !Number.isNaN(Date.parse(`${text}T12:00:00Z`));

/** What was filled in; undefined if something required is missing, or is not what its field takes. */
export function valuesOf({ fields }: Choice, form: Form): Values | undefined {
  const values: Record<string, string | number> = {};
  for (const { name, kind, required, options = [] } of fields) {
    const text = typed(form, name);
    if (text === '') {
      if (required) return undefined;
      continue;
    }
    if (kind === 'date' && !isDate(text)) return undefined;
    if (kind === 'choice' && !options.some(({ value }) => value === text)) return undefined;
    if (kind === 'count' && !/^\d{1,3}$/.test(text)) return undefined;
    values[name] = kind === 'count' ? Number(text) : text;
  }
  return values;
}
