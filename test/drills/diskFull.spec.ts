import { diskFull } from '../../tools/drill/diskFull';

describe('the disk fills up under a running installation', () => {
  it('refuses with 503, reads, lives, and goes on by itself; nothing accepted is lost', async () => {
    const count = await diskFull({ courses: 3, times: 1, fullMs: 4_000 });
    if ('unavailable' in count) {
      process.stderr.write(`SKIPPED, no full disk here: ${count.unavailable}\n`);
      return;
    }
    const { answers, expected } = count;
    expect(count).toMatchObject({ harm: 1, courses: 3, found: expected, lost: 0, doubled: 0, dead: 0 });
    expect(answers['POST 503 storage-full']).toBeGreaterThan(0);
    expect(answers['GET 200']).toBeGreaterThan(0);
    // Nothing but taken, and 503 that says when to come back.
    expect(Object.keys(answers).filter((words) => !/^(POST|GET) (200|503 [a-z-]+)$/.test(words))).toEqual([]);
  }, 150_000);
});
