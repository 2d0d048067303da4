import { prepareDatabases } from './databases';
import { beginRun } from './leftovers';
import { startSharedServer } from './sharedServer';

/** Starts the one Temporal server that all spec files of the `server` project share. */
export default async function (): Promise<void> {
  beginRun();
  prepareDatabases();
  await startSharedServer();
}
