import { readSignal } from '../protocols/readSignal';
import type { Reread } from '../store/contract';
import { isDeepStrictEqual } from 'node:util';
import { ApplicationFailure } from '@temporalio/activity';
import { type Signal } from '../catalog/signals';
import { StoreError, type Store } from '../store';
import type { Activities } from './contract';
import { fewProblems } from './problems';

/** How the catalog reads a signal that came as an unchecked Update, if that differs from how it came. */
function reread(signal: Signal): Reread[] {
  const { name, ...payload } = signal;
  const read = readSignal(name, payload);
  if ('problems' in read) return [{ id: signal.id, problems: fewProblems(read.problems) }];
  return isDeepStrictEqual(read.signal, signal) ? [] : [{ id: signal.id, signal: read.signal }];
}

/**
 * The local activity that stores one step of a course. Idempotent by (course, revision): see `commitStep`.
 * Checks the signals against the catalog here, because workflows do not include zod. The step is written only with
 * signals exactly as the catalog reads them.
 * @throws StoreError while the database is unreachable (`database-unavailable`): Temporal retries. An error that retries
 * cannot fix fails the workflow task instead: it is retried too, but counted, and staff are notified.
 */
export function commitActivity({ store }: { store: Pick<Store, 'commitStep'> }): Activities['commit'] {
  return (request) => {
    const found = request.signals.flatMap(reread);
    if (found.length === 0) return store.commitStep(request).catch(failWorkflowTask);
    return Promise.resolve({ events: [], refusals: [], consumed: [], reread: found });
  };
}

function failWorkflowTask(error: unknown): never {
  if (!(error instanceof StoreError) || error.retryable || error.code === 'store-closed') throw error;
  throw ApplicationFailure.nonRetryable(error.message, error.code);
}
