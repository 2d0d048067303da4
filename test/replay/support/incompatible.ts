/** A workflow as it must never be released: it waits once more before it does what it did. */
import { sleep } from '@temporalio/workflow';
import type { StartInput } from '../../../src/workflows/contract';
import { kapCourse as real } from '../../../src/workflows/kapCourse';

export async function kapCourse(input: StartInput): Promise<{ outcome: string }> {
  await sleep('1 second');
  return real(input);
}
