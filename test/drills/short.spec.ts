import { DRILLS, runDrills } from '../../tools/drill/drills';
import { held, row } from '../../tools/drill/count';

const LIMIT_MS = 300_000;

// `npm run drill -- --short`, drill by drill; the full disk has a spec of its own, which looks at the answers too.
const names = DRILLS.map(({ name }) => name).filter((name) => name !== 'disk-full');

describe('after harm to a whole installation', () => {
  it.each(names)(
    'nothing is lost, nothing is done twice, and no course is dead: %s',
    async (name) => {
      const counts = await runDrills({
        ...{ names: [name], size: 'short' },
        say: () => undefined,
        counted: (count) => process.stderr.write(`${row(count)}\n`),
      });
      expect(counts.filter((count) => !held(count))).toEqual([]);
      expect(counts).toHaveLength(1);
    },
    LIMIT_MS,
  );
});
