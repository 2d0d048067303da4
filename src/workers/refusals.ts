/** A malformed Update is refused by the validator and leaves no history: what it was is kept from here. */
import type { InjectedSinks } from '@temporalio/worker';
import { courseStream, type Store } from '../store';
import type { RefusalSinks } from '../workflows/contract';

/** Writes to the audit, once, as far as the database can be reached: its sender has been told in any case. */
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
