/** Tables as CSV (RFC 4180), safe to open in a spreadsheet. */

/** A tab or a line end first, or a sign that begins a formula, also after blanks and what cannot be seen. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@\u2212])/u;
/** What a spreadsheet would run as a formula is text instead. Full-width and other forms of a sign count as the sign. */
const isFormula = (text: string): boolean => FORMULA.test(text.normalize('NFKC'));

/** Spreadsheets take a file for UTF-8 only with this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

function cell(value: string | number): string {
  const text = typeof value === 'string' && isFormula(value) ? `'${value}` : String(value);
  return /[",\r\n\t']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A header and rows. Numbers are written as they are, text never as a formula. */
export const csvOf = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  BYTE_ORDER_MARK + [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
