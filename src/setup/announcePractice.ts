/** A practice entered again: what the file changes of its calendar reaches the courses under way too. */
import { randomUUID } from 'node:crypto';
import { broadcastTo, type Reach, type BroadcastResult } from '../engine/broadcast';
import { fromMs } from '../time/instant';
import { enterPractice, type PracticeFile } from './practice';
import type { OwedReport, Store } from '../store';
import { CommandError } from './commandError';

export interface Entering {
  store: Store;
  engine: Reach['engine'];
  now: Date;
  /** Courses under way keep the zone they began with, and that is meant. */
  zoneToComeOnly?: boolean | undefined;
  progress?: ((done: number, all: number) => void) | undefined;
}

const NOBODY: BroadcastResult = { changed: 0, unreached: [] };

/** A file's command may take its time. */
const PATIENCE = { courseMs: 5_000, wholeMs: 600_000 };

/**
 * Enters the file, and with it what courses under way are owed of the new closed days; then tells them. A
 * course that does not respond is told later, by the installation itself.
 * @throws CommandError `practice-zone-differs`, with nothing entered
 */
export async function announcePractice(file: PracticeFile, entering: Entering): Promise<BroadcastResult> {
  const { store, engine, now: date, progress } = entering;
  const now = fromMs(date.getTime());
  const broadcast = await store.atOnce(async (all) => {
    const entered = await all.practice.get();
    const underWay = entered && (await all.courses.list({ closed: false }, { limit: 1 })).courses.length > 0;
    if (underWay && file.zone !== entered.zone && !entering.zoneToComeOnly)
      throw zoneDiffers(entered.zone, file.zone);
    await enterPractice(all, file, date);
    if (!underWay || days(file.closedDays) === days(entered.closedDays)) return undefined;
    return all.broadcasts.owe(reportOf(file), now);
  });
  if (broadcast === undefined) return NOBODY;
  return broadcastTo({ store, engine, progress, patience: PATIENCE }, now, { broadcast });
}

const reportOf = ({ closedDays }: PracticeFile): OwedReport => ({
  ...{ name: 'practiceCalendarChanged', id: `closed:${randomUUID()}` },
  by: { role: 'system', id: 'practice-file' },
  fields: { closedDays: [...new Set(closedDays)].sort() },
});

const days = (of: readonly string[]): string => [...new Set(of)].sort().join();

const zoneDiffers = (was: string, is: string): CommandError =>
  new CommandError(
    'practice-zone-differs',
    `The file says the practice is in ${is}; so far it is in ${was}, and courses under way keep that: they cannot be ` +
      `told of another. Nothing has been entered. Put ${was} into the file, or add --zone-for-courses-to-come if only ` +
      'courses that begin from now on should have the new one.',
  );
