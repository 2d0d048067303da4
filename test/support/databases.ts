import { endEmbedded, temporaryDataDir } from '../../src/postgres';

/** The variable by which the folder of this run's databases reaches the spec files. */
const FOLDER = 'THROUGHLINE_TEST_DATABASES';

/** Of this run of jest. It is only named at first: a run that needs no database starts no server. */
export function databasesForTests(): string {
  return (process.env[FOLDER] ??= temporaryDataDir());
}

/** A run of jest inside a test has its own databases: it must not end those of the outer run. */
let ofThisRun: string | undefined;

/** Before the workers of jest, so that all share one. */
export function prepareDatabases(): void {
  ofThisRun ??= temporaryDataDir();
  process.env[FOLDER] = ofThisRun;
}

/** Ends the server that some test has started, with all it kept. */
export async function endDatabases(): Promise<void> {
  if (ofThisRun === undefined) return;
  await endEmbedded(ofThisRun);
  ofThisRun = undefined;
  Reflect.deleteProperty(process.env, FOLDER);
}
