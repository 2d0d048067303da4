/** The states, the district and the outlying areas of the United States, by their ISO 3166-2:US codes (2024). */
const CODES = `
  AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA
  RI SC SD TN TX UT VT VA WA WV WI WY
  DC
  AS GU MP PR UM VI`;

export const STATES: ReadonlySet<string> = new Set(
  CODES.trim()
    .split(/\s+/)
    .map((code) => `US-${code}`),
);

/** Whether the law of this place is known: a state of the United States. No other place can open a gate. */
export const isState = (place: string): boolean => STATES.has(place);
