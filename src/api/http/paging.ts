/** Lists in pages: the query that asks for one, the schema of the answer, and the page for the store. */
import { z } from 'zod';
import type { ApiErrorCode } from './errors';

const Next = z.string().optional().meta({ description: 'Cursor of the next page. Absent on the last page.' });

interface List<K extends string, Row extends z.ZodType> {
  /** Name of the answer's schema in OpenAPI. */
  id: string;
  /** The field that holds the rows. */
  rows: K;
  row: Row;
  /** The largest page a caller may ask for, and the usual one. */
  most: number;
  usual: number;
}

type PageSchema<K extends string, Row extends z.ZodType> = z.ZodObject<
  Record<K, z.ZodArray<Row>> & { next: typeof Next }
>;

/** What an endpoint that lists in pages needs. A page is found by its cursor, so new rows do not shift it. */
export function paged<K extends string, Row extends z.ZodType>({ id, rows, row, most, usual }: List<K, Row>) {
  const query = {
    cursor: z
      .string()
      .max(400)
      .optional()
      .meta({ description: '`next` of the previous page. Leave it out for the first page.' }),
    limit: z.coerce.number().int().min(1).max(most).default(usual).meta({ description: 'Rows per page.' }),
  };
  const problems: readonly ApiErrorCode[] = ['cursor-invalid'];
  return {
    query,
    problems,
    // The compiler does not see which field a computed name is.
    response: z.object({ [rows]: z.array(row), next: Next }).meta({ id }) as unknown as PageSchema<K, Row>,
    /** The page as the store takes it. */
    page: ({ cursor, limit }: { cursor?: string | undefined; limit: number }) => ({
      limit,
      ...(cursor !== undefined && { cursor }),
    }),
  };
}
