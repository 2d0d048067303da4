/** The mark that takes the place of a payload nobody can read, and what a refusal says of it. */
import type { FieldProblem } from './fieldProblem';

/** Stands for what cannot be read. Forged by a sender it is refused just the same. */
export interface Unreadable {
  unreadable: string;
  bytes: number;
}

/** Where a worker's codec says why it left a payload closed. */
export const WHY = 'unreadable-because';

export const isUnreadable = (value: unknown): value is Unreadable =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 2 &&
  'unreadable' in value &&
  'bytes' in value &&
  typeof value.unreadable === 'string' &&
  typeof value.bytes === 'number';

export const unreadableProblem = ({ unreadable, bytes }: Unreadable): FieldProblem => ({
  field: '(payload)',
  message: `cannot be read (${unreadable}, ${bytes} bytes)`,
});
