/** The drills. Each long drill has its own installation; the short ones share one. */
import type { Progress } from '../../src/stack/progress';
import { apiCrash } from './apiCrash';
import { burst } from './burst';
import type { Counted, DrillCount } from './count';
import { diskFull } from './diskFull';
import { hostileMessage } from './hostileMessage';
import { startInstallation, type Installation } from './installation';
import { mailStorm } from './mailStorm';
import type { Process, Site } from './site';
import { slowMail } from './slowMail';

export type Size = 'short' | 'long';

export interface Unavailable {
  /** Why this drill cannot run on this machine. */
  readonly unavailable: string;
}

export interface Drill {
  readonly name: string;
  /** A short description for people. */
  readonly about: string;
  readonly run: (size: Size, installation: () => Promise<Installation>) => Promise<Counted | Unavailable>;
}

type OnSite = (site: Site, size: Size, processes: { api: Process; worker: Process }) => Promise<Counted>;

function onSite(drill: OnSite): Drill['run'] {
  return async (size, installation) => {
    const { site, processes } = await installation();
    return drill(site, size, processes);
  };
}

const FULL = {
  short: { courses: 3, times: 1, fullMs: 4_000 },
  long: { courses: 3, times: 4, fullMs: 5_000 },
};

export const DRILLS: readonly Drill[] = [
  {
    name: 'slow-mail',
    about: 'mail becomes unnecessary while it hangs, is deferred, refused or lost',
    run: onSite(slowMail),
  },
  {
    name: 'mail-storm',
    about: 'many slow mails at once, and a worker is killed in between',
    run: onSite(mailStorm),
  },
  {
    name: 'hostile-messages',
    about: 'unreadable messages, sent around every check',
    run: onSite(hostileMessage),
  },
  { name: 'burst', about: 'many reports at once to one course', run: onSite(burst) },
  { name: 'api-crash', about: 'the API is killed while reports wait for an answer', run: onSite(apiCrash) },
  {
    name: 'disk-full',
    about: 'the disk of a running installation becomes full',
    run: (size) => diskFull(FULL[size]),
  },
];

interface DrillOptions {
  /** Empty for all drills. */
  readonly names: readonly string[];
  readonly size: Size;
  readonly log: Progress;
  readonly counted: (count: DrillCount) => void;
}

/** Runs the drills one after another. Skips those that cannot run on this machine and says why. */
export async function runDrills({ names, size, log, counted }: DrillOptions): Promise<DrillCount[]> {
  const counts: DrillCount[] = [];
  let installation: Promise<Installation> | undefined;
  const release = async (): Promise<void> => {
    const started = await installation?.catch(() => undefined);
    installation = undefined;
    await started?.site.stop();
  };
  try {
    for (const { name, about, run } of DRILLS.filter(
      (drill) => names.length === 0 || names.includes(drill.name),
    )) {
      const began = Date.now();
      log(`${name}: ${about} …`);
      const result = await run(size, () => (installation ??= startInstallation()));
      if (size === 'long') await release();
      if ('unavailable' in result) {
        log(`${name}: skipped, because ${result.unavailable}`);
        continue;
      }
      const { harm, courses, expected, found, lost, doubled, dead } = result;
      const count = { name, harm, courses, expected, found, lost, doubled, dead };
      log(`${name}: ${Math.round((Date.now() - began) / 1000)} s`);
      counted(count);
      counts.push(count);
    }
  } finally {
    await release();
  }
  return counts;
}
