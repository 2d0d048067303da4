/** A store in memory for one spec file, in a fraction of the time that making a database takes. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openStore, type Store } from '../../src/store';

const CACHE = path.resolve('node_modules/.cache/throughline');

/** A new store in memory with all its tables. */
export async function memoryStore(): Promise<Store> {
  const store = await openStore({ memory: true, from: await emptyDatabase() });
  await store.migrate();
  return store;
}

/** Without tables, so that it depends on the release of PGlite alone; made once for it. */
async function emptyDatabase(): Promise<Blob> {
  const file = path.join(CACHE, `pglite-${release()}.tar`);
  if (existsSync(file)) return new Blob([readFileSync(file)]);
  const database = await PGlite.create('memory://');
  const dump = await database.dumpDataDir('none');
  await database.close();
  mkdirSync(CACHE, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, file);
  return dump;
}

function release(): string {
  const file = path.resolve('node_modules/@electric-sql/pglite/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
