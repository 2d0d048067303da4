import { startSite, type Process, type Site } from './site';

/** A site with one worker and one API. A drill that kills one of them puts another in its place. */
export interface Installation {
  readonly site: Site;
  readonly processes: { api: Process; worker: Process };
}

export async function startInstallation(): Promise<Installation> {
  const site = await startSite();
  try {
    const worker = site.startWorker();
    return { site, processes: { worker, api: await site.startApi() } };
  } catch (error) {
    await site.stop();
    throw error;
  }
}
