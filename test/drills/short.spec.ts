import { DRILLS, runDrills } from '../../tools/drill/drills';
import { passed, row, type DrillCount } from '../../tools/drill/count';

const LIMIT_MS = 300_000;

// `npm run drill -- --short`; the full disk has a spec of its own, which looks at the answers too.
const names = DRILLS.map(({ name }) => name).filter((name) => name !== 'disk-full');

describe('after faults in a whole installation', () => {
  const counts = new Map<string, DrillCount>();
  beforeAll(async () => {
    await runDrills({
      ...{ names, size: 'short', log: () => undefined },
      counted: (count) => {
        process.stderr.write(`${row(count)}\n`);
        counts.set(count.name, count);
      },
    });
  }, LIMIT_MS);

  it.each(names)('nothing is lost, nothing is done twice, and no course is dead: %s', (name) => {
    const count = counts.get(name);
    expect(count && passed(count)).toBe(true);
  });
});
