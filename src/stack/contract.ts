import type { Config } from '../config';
import type { MailCatcher } from './mail/catcher';
import type { Service } from './services';
import type { Ready } from './ready';
import type { Progress } from './progress';
import type { SearchAttributes } from './temporal/namespace';

/** What a starter is given. The config is as in production: every address in it is a running one. */
export interface Given<Database extends Service> {
  readonly config: Config;
  readonly database: Database;
}

export interface RunningApi extends Service {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** A staff token for the demo practice, if there is one. */
  readonly token: string | null;
  /** Tokens of the demo practice by role, its client's among them. */
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
  /** Left out: no API, as for a rehearsal. */
  api?(given: Given<Database>): Promise<RunningApi>;
}

export interface StackOptions {
  /** Lets clients fast-forward a workflow's time. Never for `npm start`. */
  readonly timeSkipping?: boolean;
  readonly ui?: boolean;
  readonly log: Progress;
  /** Removed with the stack, also if this process is killed. */
  readonly throwAwayFolder?: string;
}

export interface Stack<Database extends Service> {
  /** The environment's configuration with the addresses of what runs here filled in. */
  readonly config: Config;
  readonly database: Database;
  readonly mail: MailCatcher | undefined;
  readonly ready: Ready;
  /** Rejects if a child process ends by itself; never resolves. */
  readonly died: Promise<never>;
  /** Stops API, worker, mail, database and Temporal, in this order. */
  stop(): Promise<void>;
}
