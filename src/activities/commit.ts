import { readSignal } from '../protocols/readSignal';
import type { Reread } from '../store/contract';
import { isDeepStrictEqual } from 'node:util';
import { ApplicationFailure } from '@temporalio/activity';
import { type Signal } from '../catalog/signals';
import { StoreError, type Store } from '../store';
import type { Activities } from './contract';
import { fewProblems } from './problems';

/** How the catalog reads a signal that came through the Update door unchecked, if otherwise than it came. */
function reread(signal: Signal): Reread[] {
  const { name, ...payload } = signal;
  const read = readSignal(name, payload);
  if ('problems' in read) return [{ id: signal.id, problems: fewProblems(read.problems) }];
  return isDeepStrictEqual(read.signal, signal) ? [] : [{ id: signal.id, signal: read.signal }];
}

/**
 * The local activity that stores one step of a course. Idempotent by (course, revision): see `commitStep`.
 * Signals are held against the catalog here, where zod lives: the step is written only with signals that
 * are as the catalog reads them.
 * @throws StoreError while the database is out of reach (`database-unavailable`): Temporal retries. What no retry
 * mends fails the workflow task instead: it is tried again too, but counted, and somebody is told.
 */
export function commitActivity({ store }: { store: Pick<Store, 'commitStep'> }): Activities['commit'] {
  return (request) => {
    const found = request.signals.flatMap(reread);
    if (found.length === 0) return store.commitStep(request).catch(needsPeople);
    return Promise.resolve({ events: [], refusals: [], consumed: [], reread: found });
  };
}

function needsPeople(error: unknown): never {
  if (!(error instanceof StoreError) || error.retryable || error.code === 'store-closed') throw error;
  throw ApplicationFailure.nonRetryable(error.message, error.code);
}
