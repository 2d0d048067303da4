import path from 'node:path';

/** The files of the embedded database in a data folder. */
export type Layout = ReturnType<typeof layoutOf>;

export function layoutOf(dataDir: string) {
  const folder = path.resolve(dataDir, 'postgres');
  const within = (name: string): string => path.join(folder, name);
  return {
    dataDir: path.resolve(dataDir),
    folder,
    /** PostgreSQL's data directory. */
    cluster: within('cluster'),
    /** The password, mode 600. */
    password: within('password'),
    /** The port on which the server last listened. */
    port: within('port'),
    /** One file for each time a process has opened the database. */
    users: within('users'),
    /** Held while the server is started or stopped. */
    lock: within('lock'),
    /** The process that watches the server. */
    guard: within('guard'),
    /** If present, the data folder is removed with the server. */
    temporary: within('temporary'),
    log: within('postgres.log'),
    /** The folder of PGlite, which earlier versions embedded. */
    former: path.resolve(dataDir, 'database'),
  };
}
