/** Parsers for values from the database. By default, pg returns int8 and numeric as text and dates as Date. */
const DATE = 1082;
const INT8 = 20;
const JSON_TYPE = 114;
const JSONB = 3802;
const NUMERIC = 1700;
const TIMESTAMPTZ = 1184;

/** Parsers by type id (pg_type.oid). All other types use the driver's parser. */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: wholeNumber,
  [NUMERIC]: Number,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: instantText,
  [JSON_TYPE]: parseJson,
  [JSONB]: parseJson,
};

function parseJson(text: string): unknown {
  return JSON.parse(text);
}

/** Throws RangeError instead of rounding silently. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('An int8 value is beyond 2^53.');
  return value;
}

/** `2027-01-04 09:00:00.5-08` → our instant text `2027-01-04T17:00:00.500Z`. */
function instantText(text: string): string {
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}
