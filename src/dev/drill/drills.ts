/** The drills, one after another; each has an installation of its own, so that none is hurt by the one before. */
import type { Say } from '../say';
import { apiCrash } from './apiCrash';
import { burst } from './burst';
import type { Counted, DrillCount } from './count';
import { hostileMessage } from './hostileMessage';
import { mailStorm } from './mailStorm';
import { startSite, type Process, type Site } from './site';
import { slowMail } from './slowMail';

export type Size = 'short' | 'long';

export interface Drill {
  readonly name: string;
  /** What is done, in a few words. */
  readonly about: string;
  run(site: Site, size: Size, processes: { api: Process; worker: Process }): Promise<Counted>;
}

export const DRILLS: readonly Drill[] = [
  {
    name: 'slow-mail',
    about: 'mail that hangs, is deferred, refused or lost becomes superfluous',
    run: slowMail,
  },
  {
    name: 'mail-storm',
    about: 'many mails at once, each slow, and a worker killed among them',
    run: mailStorm,
  },
  {
    name: 'hostile-messages',
    about: 'messages that cannot be read, sent past every check',
    run: hostileMessage,
  },
  { name: 'burst', about: 'many reports at once to one course', run: burst },
  { name: 'api-crash', about: 'the API killed while reports wait for an answer', run: apiCrash },
];

interface Wanted {
  /** All when empty. */
  readonly names: readonly string[];
  readonly size: Size;
  readonly say: Say;
  readonly counted: (count: DrillCount) => void;
}

export async function runDrills({ names, size, say, counted }: Wanted): Promise<DrillCount[]> {
  const counts: DrillCount[] = [];
  for (const drill of DRILLS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const began = Date.now();
    say(`${drill.name}: ${drill.about} …`);
    const count = await runDrill(drill, size);
    say(`${drill.name}: ${Math.round((Date.now() - began) / 1000)} s`);
    counted(count);
    counts.push(count);
  }
  return counts;
}

async function runDrill(drill: Drill, size: Size): Promise<DrillCount> {
  const site = await startSite();
  try {
    const worker = site.startWorker();
    const processes = { worker, api: await site.startApi() };
    return { name: drill.name, ...(await drill.run(site, size, processes)) };
  } finally {
    await site.stop();
  }
}
