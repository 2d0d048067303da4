/** Tables as people keep them: CSV (RFC 4180) with a header, from any spreadsheet. */
import { CsvError, parse } from 'csv-parse/sync';

/** What is wrong with a file, and where. Lines count from 1, the header included. */
export interface FileProblem {
  file: 'clients' | 'history';
  line: number;
  column?: string;
  message: string;
}

/** A row by column; columns without a value are left out. */
export interface Row<Column extends string> {
  line: number;
  values: Partial<Record<Column, string>>;
}

interface Table<Column extends string> {
  rows: Row<Column>[];
  problems: FileProblem[];
}

interface Parsed {
  info: { lines: number };
  record: string[];
}

/** What stands between the columns of the header: spreadsheets differ by language. */
function delimiterOf(text: string): string {
  const [head = ''] = text.trimStart().split('\n', 1);
  return ['\t', ',', ';'].find((each) => head.includes(each)) ?? ',';
}

const MOST_ROWS = 5_000;

/** Reads a table whose header has all of `needed` and nothing that is not in `columns`, in any order. */
export function readTable<Column extends string>(
  file: FileProblem['file'],
  text: string,
  columns: readonly Column[],
  needed: readonly Column[],
): Table<Column> {
  const wrong = (message: string, line = 1): Table<Column> => ({
    rows: [],
    problems: [{ file, line, message }],
  });
  let parsed: Parsed[];
  try {
    parsed = parse(text, {
      ...{ bom: true, info: true, trim: true, skip_empty_lines: true, relax_column_count: true },
      delimiter: delimiterOf(text),
    }) as Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return wrong('is not a table: a quotation mark is missing or stands alone', Number(error.lines ?? 1));
  }
  const [head, ...body] = parsed;
  if (!head) return wrong('is empty: the first line must name the columns');
  const names = head.record.map((name) => name.toLowerCase());
  const unknown = names.filter((name) => !columns.some((column) => column === name));
  const missing = needed.filter((column) => !names.includes(column));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const problems = [
    ...unknown.map((name) => `has no column “${name}”: it may have ${columns.join(', ')}`),
    ...missing.map((column) => `needs the column “${column}”`),
    ...twice.map((name) => `has the column “${name}” twice`),
    ...(body.length > MOST_ROWS ? [`has more than ${MOST_ROWS} rows`] : []),
  ].map((message) => ({ file, line: 1, message }));
  if (problems.length > 0) return { rows: [], problems };
  const rows = body
    .filter(({ record }) => record.some((cell) => cell !== ''))
    .map(({ info, record }) => ({
      line: info.lines,
      values: Object.fromEntries(
        names.flatMap((name, index) => (record[index] ? [[name, record[index]]] : [])),
      ) as Row<Column>['values'],
    }));
  const long = body.filter(({ record }) => record.length > names.length);
  return {
    rows,
    problems: long.map(({ info }) => ({
      file,
      line: info.lines,
      message: 'has more cells than columns: put text with a comma in quotation marks',
    })),
  };
}
