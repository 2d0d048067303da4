import { lstatSync, mkdirSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError } from '../../src/postgres';
import { makeLinks, programsFor } from '../../src/postgres/programs';
import { temporaryFolder } from '../stack/support/temporary';

describe('the programs of PostgreSQL', () => {
  const folder = temporaryFolder();

  it('are missing on a machine without a package: then DATABASE_URL is the way out', () => {
    const looked = () => programsFor(undefined, 'plan9-mips');
    expect(looked).toThrow(EmbeddedPostgresError);
    expect(looked).toThrow(/plan9-mips is not installed.*DATABASE_URL/);
  });

  it('get the links that npm leaves out where it runs no install scripts, once', () => {
    const native = path.join(folder, 'native');
    mkdirSync(path.join(native, 'lib'), { recursive: true });
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    writeFileSync(path.join(native, 'pg-symlinks.json'), JSON.stringify(links));
    for (const _ of ['missing', 'there']) {
      makeLinks(native);
      expect(readlinkSync(path.join(native, 'lib/libpq.so.5'))).toBe('libpq.so.5.18');
    }
    expect(lstatSync(path.join(native, 'lib/libpq.so.5')).isSymbolicLink()).toBe(true);
  });
});
