/** The running installation, as commands reach it: at its database and Temporal. */
import type { CourseEngine } from '../engine/engine';
import { previewMove, type ProtocolPreview } from '../engine/previewProtocol';
import { temporalEngine } from '../engine/temporalEngine';
import { practiceZone } from '../setup/practiceZone';
import type { Config } from '../config';
import { openDatabase } from '../processes/database';
import { temporalClient } from '../processes/temporalClient';
import { protocolLibrary, type ProtocolLibrary } from '../protocols/load';
import type { CourseRow, Store } from '../store';
import { besideStack } from './besideStack';
import { asCommandError, CommandError } from '../setup/commandError';

export interface Version {
  id: string;
  version: number;
}

export interface CourseHere {
  id: string;
  /** Absent until its first step. */
  protocol?: Version;
  closed?: string;
}

export interface Installation {
  /** The version of a protocol the installation has. @throws CommandError `protocol-unknown` */
  version(protocol: string): Promise<Version>;
  /** The practice's time zone. */
  zone(): Promise<string>;
  /** Open courses that run by some version of it. */
  openCourses(protocol: string): Promise<CourseHere[]>;
  /** @throws CommandError `course-unknown` */
  course(id: string): Promise<CourseHere>;
  /** @throws CommandError when the course cannot be asked */
  preview(course: string, to: Version): Promise<ProtocolPreview>;
  stop(): Promise<void>;
}

/**
 * The configuration of what runs here: beside a running `npm start`, or where the environment names a Temporal server.
 * @throws CommandError `installation-not-running`: whatever listens at the usual port may be another's
 */
export function runningConfig(given: Config): Config {
  const config = besideStack(given);
  if (config.temporal.address !== undefined) return config;
  throw new CommandError(
    'installation-not-running',
    'No installation is running here. Start it with `npm start`, or give this command the environment of a running ' +
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

const here = ({ id, protocol, protocolVersion, closed }: CourseRow): CourseHere => ({
  id,
  ...(protocol !== undefined && { protocol: { id: protocol, version: protocolVersion ?? 1 } }),
  ...(closed !== undefined && { closed }),
});

/** At the database and the engine, with the code the API uses. */
export function overDatabase(
  store: Pick<Store, 'courses' | 'events' | 'practice'>,
  engine: CourseEngine,
  protocols: ProtocolLibrary,
): Omit<Installation, 'stop'> {
  return {
    version: (id) => asked(() => Promise.resolve(versionOf(protocols.load(id)))),
    zone: () => practiceZone(store),
    openCourses: async (protocol) => {
      const found: CourseHere[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.courses.list(
          { protocol, closed: false },
          { limit: PAGE, ...(cursor !== undefined && { cursor }) },
        );
        found.push(...page.courses.map(here));
        cursor = page.next;
      } while (cursor !== undefined);
      return found;
    },
    course: async (id) => {
      const row = await store.courses.find(id);
      if (!row) throw new CommandError('course-unknown', `There is no course ${id}.`);
      return here(row);
    },
    preview: (course, { id }) =>
      asked(() =>
        previewMove({ store, engine }, course, {
          ...{ name: 'protocolChanged', id: 'preview', by: { role: 'lead', id: 'command-line' } },
          protocol: protocols.load(id),
        }),
      ),
  };
}

const versionOf = ({ id, version }: Version): Version => ({ id, version });

/** A failure that the API would answer with a sentence is that sentence here. */
async function asked<T>(what: () => Promise<T>): Promise<T> {
  try {
    return await what();
  } catch (error) {
    throw asCommandError(error);
  }
}
