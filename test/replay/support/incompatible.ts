/** A workflow as it must never be released: it notes something before it does what it did. */
import { upsertMemo } from '@temporalio/workflow';
import type { StartInput } from '../../../src/workflows/contract';
import { kapCourse as real } from '../../../src/workflows/kapCourse';

export function kapCourse(input: StartInput): Promise<{ outcome: string }> {
  upsertMemo({ seen: true });
  return real(input);
}
