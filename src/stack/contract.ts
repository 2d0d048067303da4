import type { Config } from '../config';
import type { MailCatcher } from './mail/catcher';
import type { Service } from './services';
import type { Ready } from './ready';
import type { Progress } from './progress';
import type { SearchAttributes } from './temporal/namespace';

/** The input of a starter. As in production, every address in the configuration is of a running service. */
export interface Given<Database extends Service> {
  readonly config: Config;
  readonly database: Database;
}

export interface RunningApi extends Service {
  /** The address it listens on, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** The address of the console; undefined if it was not built. */
  readonly consoleUrl?: string | undefined;
  /** With which the owner sets up an empty installation. */
  readonly setUpCode?: string | undefined;
  /** A staff token of the demo practice, if there is one. */
  readonly token: string | null;
  /** Tokens of the demo practice by role, including its client's. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** Id of the demo client. */
  readonly client?: string;
}

/** The parts of the stack that others provide. */
export interface Starters<Database extends Service> {
  readonly searchAttributes: SearchAttributes;
  /** Opens the database (DATABASE_URL or the data folder), migrated and with the demo practice. */
  database(given: { readonly config: Config }): Promise<Database>;
  worker(given: Given<Database>): Promise<Service>;
  /** Absent when the stack has no API, as in a rehearsal. */
  api?(given: Given<Database>): Promise<RunningApi>;
}

export interface StackOptions {
  /** Lets clients fast-forward a workflow's time. Never for `npm start`. */
  readonly timeSkipping?: boolean;
  readonly ui?: boolean;
  readonly log: Progress;
  /** Removed when the stack stops, even if this process is killed. */
  readonly temporaryFolder?: string;
}

export interface Stack<Database extends Service> {
  /** The configuration of the environment, completed with the addresses of the running services. */
  readonly config: Config;
  readonly database: Database;
  readonly mail: MailCatcher | undefined;
  readonly ready: Ready;
  /** With which the owner sets up an empty installation; shown, and not stored. */
  readonly setUpCode: string | undefined;
  /** Rejects if a child process ends on its own; never resolves. */
  readonly died: Promise<never>;
  /** Stops API, worker, mail, database and Temporal, in this order. */
  stop(): Promise<void>;
}
