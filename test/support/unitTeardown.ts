import { endDatabases } from './databases';
import { endRun } from './leftovers';

/** After the spec files of the `unit` project. */
export default async function (): Promise<void> {
  await endDatabases();
  await endRun();
}
