import { z } from 'zod';

interface Named<T> {
  /** The name of the set in OpenAPI. */
  id: string;
  description: string;
  example?: T;
}

/**
 * One value of a closed set, for responses. Types and OpenAPI name the whole set, but a value is not checked against
 * it: during an upgrade a newer worker may store values that this process does not know yet, and the course must stay
 * readable.
 */
export const oneOf = <const T extends string>(values: readonly T[], named: Named<NoInfer<T>>) =>
  z.string().meta({ ...named, enum: [...values] }) as unknown as z.ZodType<T, T>;
