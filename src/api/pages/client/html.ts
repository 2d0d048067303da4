/** HTML from templates in which everything is text unless it is HTML already. */

import { escapeHtml } from '../../../messages/layout';

/** Markup that is safe to send. */
export class Html {
  constructor(readonly markup: string) {}
}

/** Text of several lines, in which nothing is lost however the page is laid out. A form ends each with CR LF, which is one end. */
export const verbatim = (text: string): Html =>
  new Html(escapeHtml(text.replace(/\r\n?/g, '\n')).replaceAll('\n', '&#10;'));

type Part = Html | string | number | undefined | false | readonly Part[];

const shown = (part: Part): string => {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(shown).join('');
  return escapeHtml(part.toString());
};

/** `html\`<p>${text}</p>\``: what is inserted is escaped, in text and in quoted attributes. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.map((text, index) => text + shown(parts[index])).join(''));
