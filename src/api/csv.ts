/** Tables as CSV (RFC 4180), safe to open in a spreadsheet. */

/** What a spreadsheet would run as a formula is text instead. */
const FORMULA = /^[=+\-@\t\r]/;

/** Spreadsheets take a file for UTF-8 only with this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

function cell(value: string | number): string {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n\t']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A header and rows. Numbers are written as they are, text never as a formula. */
export const csvOf = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  BYTE_ORDER_MARK + [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
