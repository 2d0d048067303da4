import { endEmbedded, temporaryDataDir } from '../../src/postgres';

/** The variable by which the folder of this run's databases reaches the spec files. */
const FOLDER = 'THROUGHLINE_TEST_DATABASES';

/** Of this run of jest. It is only named at first: a run that needs no database starts no server. */
export function databasesForTests(): string {
  return (process.env[FOLDER] ??= temporaryDataDir());
}

/** Before the workers of jest, so that all share one. */
export function prepareDatabases(): void {
  databasesForTests();
}

/** Ends the server that some test has started, with all it kept. */
export async function endDatabases(): Promise<void> {
  const folder = process.env[FOLDER];
  if (folder === undefined) return;
  await endEmbedded(folder);
  Reflect.deleteProperty(process.env, FOLDER);
}
