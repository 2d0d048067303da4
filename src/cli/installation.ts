/** The running installation, which commands reach through its database and Temporal. */
import type { CourseEngine } from '../engine/engine';
import { previewMove, type ProtocolPreview } from '../engine/previewProtocol';
import { temporalEngine } from '../engine/temporalEngine';
import { practiceZone } from '../setup/practiceZone';
import type { Config } from '../config';
import { openDatabase } from '../processes/database';
import { temporalClient } from '../processes/temporalClient';
import { protocolLibrary, type ProtocolLibrary } from '../protocols/load';
import type { CourseRow, Store } from '../store';
import { withRunningStack } from './withRunningStack';
import { asCommandError, CommandError } from '../setup/commandError';

export interface Version {
  id: string;
  version: number;
}

export interface InstalledCourse {
  id: string;
  /** Absent until its first step. */
  protocol?: Version;
  closed?: string;
}

export interface Installation {
  /** The installed version of a protocol. @throws CommandError `protocol-unknown` */
  version(protocol: string): Promise<Version>;
  /** The practice's time zone. */
  zone(): Promise<string>;
  /** Open courses on any version of the protocol. */
  openCourses(protocol: string): Promise<InstalledCourse[]>;
  /** @throws CommandError `course-unknown` */
  course(id: string): Promise<InstalledCourse>;
  /** @throws CommandError when the course does not answer */
  preview(course: string, to: Version): Promise<ProtocolPreview>;
  stop(): Promise<void>;
}

/**
 * The configuration of the running installation: that of `npm start`, or of the Temporal server in the environment.
 * @throws CommandError `installation-not-running`: never guesses, since the usual port may belong to another installation
 */
export function runningConfig(given: Config): Config {
  const config = withRunningStack(given);
  if (config.temporal.address !== undefined) return config;
  throw new CommandError(
    'installation-not-running',
    'No installation is running here. Start one with `npm start`, or give this command the environment of a running ' +
      'worker or API: DATABASE_URL, TEMPORAL_ADDRESS, PAYLOAD_KEYS.',
  );
}

/** @throws CommandError `installation-not-running`; StoreError, EmbeddedPostgresError */
export async function runningInstallation(given: Config): Promise<Installation> {
  const config = runningConfig(given);
  const database = await openDatabase(config);
  const temporal = temporalClient(config);
  const engine = temporalEngine(temporal.client, { taskQueue: config.temporal.taskQueue });
  return {
    ...overDatabase(database.store, engine, protocolLibrary(config.protocolsDir)),
    stop: async () => {
      await temporal.stop();
      await database.stop();
    },
  };
}

const PAGE = 200;

const installedCourse = ({ id, protocol, protocolVersion, closed }: CourseRow): InstalledCourse => ({
  id,
  ...(protocol !== undefined && { protocol: { id: protocol, version: protocolVersion ?? 1 } }),
  ...(closed !== undefined && { closed }),
});

/** Works on the database and the engine, with the same code as the API. */
export function overDatabase(
  store: Pick<Store, 'courses' | 'events' | 'practice' | 'protocols'>,
  engine: CourseEngine,
  protocols: ProtocolLibrary,
): Omit<Installation, 'stop'> {
  const library = () => store.protocols.beside(protocols);
  return {
    version: (id) => withCommandErrors(async () => versionOf((await library()).load(id))),
    zone: () => practiceZone(store),
    openCourses: async (protocol) => {
      const found: InstalledCourse[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.courses.list(
          { protocol, closed: false },
          { limit: PAGE, ...(cursor !== undefined && { cursor }) },
        );
        found.push(...page.courses.map(installedCourse));
        cursor = page.next;
      } while (cursor !== undefined);
      return found;
    },
    course: async (id) => {
      const row = await store.courses.find(id);
      if (!row) throw new CommandError('course-unknown', `There is no course ${id}.`);
      return installedCourse(row);
    },
    preview: (course, { id }) =>
      withCommandErrors(async () =>
        previewMove({ store, engine }, course, {
          ...{ name: 'protocolChanged', id: 'preview', by: { role: 'lead', id: 'command-line' } },
          protocol: (await library()).load(id),
        }),
      ),
  };
}

const versionOf = ({ id, version }: Version): Version => ({ id, version });

/** Turns a failure that the API would explain into a command error with the same sentence. */
async function withCommandErrors<T>(what: () => Promise<T>): Promise<T> {
  try {
    return await what();
  } catch (error) {
    throw asCommandError(error);
  }
}
