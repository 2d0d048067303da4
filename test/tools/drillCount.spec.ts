import { held, heading, row, tally, type DrillCount } from '../../tools/drill/count';

const good: DrillCount = {
  ...{ name: 'burst', harm: 200, courses: 1 },
  ...{ expected: 200, found: 200, lost: 0, doubled: 0, dead: 0 },
};

describe('what a drill counts', () => {
  it('is what had to be there, and how much of it is missing or there twice', () => {
    expect(tally(['a', 'b', 'c'], ['a', 'b', 'b', 'x'])).toEqual({
      ...{ expected: 3, found: 2, lost: 1, doubled: 1 },
    });
  });

  it('takes what is expected twice for one fact, and an empty log for a loss', () => {
    expect(tally(['a', 'a'], [])).toEqual({ expected: 1, found: 0, lost: 1, doubled: 0 });
  });

  it('held when all was found once and every course lives', () => {
    expect(held(good)).toBe(true);
    expect(row(good)).toMatch(/^burst .* held$/);
  });

  it.each<Partial<DrillCount>>([
    { found: 199, lost: 1 },
    { doubled: 1 },
    { dead: 1 },
    // A drill that harmed nothing, or expected nothing, has shown nothing.
    { harm: 0 },
    { expected: 0, found: 0 },
  ])('did not hold with %j', (change) => {
    expect(held({ ...good, ...change })).toBe(false);
    expect(row({ ...good, ...change })).toMatch(/BROKEN$/);
  });

  it('stands below its heading', () => {
    expect(row(good).indexOf('200')).toBeLessThanOrEqual(heading().indexOf('harm') + 'harm'.length);
  });
});
