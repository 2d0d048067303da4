/** Of an answer of the API, as supertest gives it, what specs ask. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Status and problem code; undefined if it is no problem. */
export const codeOf = ({ status, body }: Answer): [number, string | undefined] => [
  status,
  (body as { code?: string }).code,
];

export const bodyOf = ({ body }: Answer): unknown => body;
