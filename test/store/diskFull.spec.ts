import path from 'node:path';
import { sql } from 'kysely';
import { openEmbedded, type EmbeddedPostgres } from '../../src/postgres';
import { openStore, type Store, type StoreError } from '../../src/store';
import { until } from '../../tools/until';
import { onSmallDisk } from '../support/onSmallDisk';
import { newId, noted, step } from './fixtures';

describe('the embedded database on a full disk', () => {
  onSmallDisk(128, (disk) => {
    let server: EmbeddedPostgres;
    let store: Store;
    beforeAll(async () => {
      server = await openEmbedded(path.join(disk.folder, 'data'));
      store = openStore({ databaseUrl: server.url });
      await store.migrate();
    });
    afterAll(async () => {
      disk.free();
      await store.close();
      await server.stop();
    });

    const bulky = (course: string) => step(course, 1, [noted('x'.repeat(2_000))]);
    const accepted: string[] = [];
    /** Commits steps until one is refused; that one's course and what it was refused with. */
    const untilRefused = async (): Promise<{ course: string; refusal: StoreError }> => {
      for (;;) {
        const course = newId('course');
        const refusal = await store.commitStep(bulky(course)).then(() => undefined, (error: unknown) => error as StoreError); // prettier-ignore
        if (refusal) return { course, refusal };
        accepted.push(course);
        disk.fill();
      }
    };
    const allFound = async (): Promise<boolean[]> =>
      Promise.all(accepted.map(async (course) => (await store.events.ofCourse(course)).length === 1));

    it('refuses to write, retryably; what it has is read; it takes the same again when there is space', async () => {
      await store.commitStep(bulky(newId('course')));
      const { course, refusal } = await untilRefused();
      expect(refusal).toMatchObject({ code: 'storage-full', retryable: true });
      expect(await allFound()).not.toContain(false);
      expect(await store.events.ofCourse(course)).toEqual([]);
      disk.free();
      await store.commitStep(bulky(course));
      accepted.push(course);
      expect(await allFound()).not.toContain(false);
    });

    it('that has no space for its log either dies, is back by itself when there is, and has lost nothing', async () => {
      await store.commitStep(bulky(newId('course')));
      const codes: string[] = [];
      while (codes.at(-1) !== 'database-unavailable') {
        disk.fill();
        await sql`select pg_logical_emit_message(true, 'ballast', repeat('x', 500000))`
          .execute(store.db)
          .catch((error: unknown) => codes.push((error as StoreError).code));
      }
      const { course, refusal } = await untilRefused();
      expect(refusal).toMatchObject({ retryable: true });
      disk.free();
      const isUp = () => store.ping().then(() => true, () => false); // prettier-ignore
      await until('it is back', isUp, 20_000);
      await store.commitStep(bulky(course));
      expect(await allFound()).not.toContain(false);
    });
  });
});
