/** Saves a practice file and broadcasts its changes of the calendar to the open courses. */
import { randomUUID } from 'node:crypto';
import { broadcastTo, type BroadcastDeps, type BroadcastResult } from '../engine/broadcast';
import { fromMs } from '../time/instant';
import { enterPractice, type PracticeFile } from './practice';
import { zoneIsKept } from './practiceSettings';
import type { BroadcastReport, Store } from '../store';
import { CommandError } from './commandError';

export interface AnnounceOptions {
  store: Store;
  engine: BroadcastDeps['engine'];
  now: Date;
  /** Confirms that a changed time zone applies only to new courses; open courses keep theirs. */
  zoneForNewCourses?: boolean | undefined;
  progress?: ((done: number, all: number) => void) | undefined;
}

const NOBODY: BroadcastResult = { changed: 0, unreached: [] };

/** The command may take its time. */
const PATIENCE = { courseMs: 5_000, wholeMs: 600_000 };

/**
 * Saves the file together with a broadcast of the new closed days, then delivers it to the open courses. The
 * running installation delivers it later to courses that do not respond now.
 * @throws CommandError `practice-zone-differs`; nothing is saved then
 */
export async function announcePractice(
  file: PracticeFile,
  options: AnnounceOptions,
): Promise<BroadcastResult> {
  const { store, engine, now: date, progress } = options;
  const now = fromMs(date.getTime());
  const broadcast = await store.atOnce(async (all) => {
    const saved = await all.practice.get();
    const hasOpenCourses = saved && (await zoneIsKept(all));
    if (hasOpenCourses && file.zone !== saved.zone && !options.zoneForNewCourses)
      throw zoneDiffers(saved.zone, file.zone);
    await enterPractice(all, file, date);
    if (!hasOpenCourses || days(file.closedDays) === days(saved.closedDays)) return undefined;
    return all.broadcasts.announce(reportOf(file), now);
  });
  if (broadcast === undefined) return NOBODY;
  return broadcastTo({ store, engine, progress, patience: PATIENCE }, now, { broadcast });
}

const reportOf = ({ closedDays }: PracticeFile): BroadcastReport => ({
  ...{ name: 'practiceCalendarChanged', id: `closed:${randomUUID()}` },
  by: { role: 'system', id: 'practice-file' },
  fields: { closedDays: [...new Set(closedDays)].sort() },
});

const days = (of: readonly string[]): string => [...new Set(of)].sort().join();

const zoneDiffers = (before: string, after: string): CommandError =>
  new CommandError(
    'practice-zone-differs',
    `The file changes the practice’s time zone from ${before} to ${after}, but open courses must keep theirs. ` +
      `Nothing has been saved. Put ${before} into the file, or add --zone-for-new-courses to use ${after} only for ` +
      'courses that start from now on.',
  );
