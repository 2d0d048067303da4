import path from 'node:path';

/** Where everything of the embedded database is, below a data folder. */
export type Layout = ReturnType<typeof layoutOf>;

export function layoutOf(dataDir: string) {
  const folder = path.resolve(dataDir, 'postgres');
  const within = (name: string): string => path.join(folder, name);
  return {
    dataDir: path.resolve(dataDir),
    folder,
    /** PostgreSQL's own folder. */
    cluster: within('cluster'),
    /** The one password, mode 600. */
    password: within('password'),
    /** Where the server last listened. */
    port: within('port'),
    /** A file for each open database of each process. */
    users: within('users'),
    /** Held while the server is started or stopped. */
    lock: within('lock'),
    /** Which process watches over the server. */
    guard: within('guard'),
    /** Present: the data folder is removed with the server. */
    temporary: within('temporary'),
    log: within('postgres.log'),
    /** Where PGlite was, which former versions embedded. */
    former: path.resolve(dataDir, 'database'),
  };
}
