import { endDatabases } from './databases';
import { endRun } from './leftovers';
import { stopSharedServer } from './sharedServer';

/** Stops it, with everything it kept, and the databases of this run. */
export default async function (): Promise<void> {
  await endDatabases();
  await stopSharedServer();
  await endRun();
}
