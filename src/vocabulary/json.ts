/** Plain JSON values. */
/** A JSON object: neither null nor a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );

/** Whether two plain values say the same, in whatever order their fields stand: a database may turn them. */
export const sameJson = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
