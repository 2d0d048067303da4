import type { Store } from '../store';
import type { Activities } from './contract';

/**
 * The local activity that stores one step of a course. Idempotent by (course, revision): see `commitStep`.
 * @throws StoreError while the database is out of reach (`database-unavailable`): Temporal retries.
 */
export function commitActivity({ store }: { store: Pick<Store, 'commitStep'> }): Activities['commit'] {
  return (request) => store.commitStep(request);
}
