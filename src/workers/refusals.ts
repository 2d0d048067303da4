/** Audits malformed Updates: the validator refuses them, so they leave no trace in the history. */
import type { InjectedSinks } from '@temporalio/worker';
import { courseStream, type Store } from '../store';
import type { RefusalSinks } from '../workflows/contract';

/** Writes each refusal to the audit once, if the database is reachable. The sender got the refusal in any case. */
export function refusalSinks({ audit }: Pick<Store, 'audit'>): InjectedSinks<RefusalSinks> {
  const keep = async (course: string, detail: Parameters<RefusalSinks['refusals']['keep']>[1]) => {
    await audit.append({
      stream: courseStream(course),
      at: detail.at,
      kind: 'signal-refused',
      course,
      detail,
    });
  };
  return {
    refusals: { keep: { fn: (_info, course, refusal) => keep(course, refusal), callDuringReplay: false } },
  };
}
