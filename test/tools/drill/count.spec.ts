import { passed, heading, row, tally, type DrillCount } from '../../../tools/drill/count';

const good: DrillCount = {
  ...{ name: 'burst', harm: 200, courses: 1 },
  ...{ expected: 200, found: 200, lost: 0, doubled: 0, dead: 0 },
};

describe('what a drill counts', () => {
  it('is what was expected, and how much of it is missing or doubled', () => {
    expect(tally(['a', 'b', 'c'], ['a', 'b', 'b', 'x'])).toEqual({
      ...{ expected: 3, found: 2, lost: 1, doubled: 1 },
    });
  });

  it('counts a fact that is expected twice once, and an empty log as a loss', () => {
    expect(tally(['a', 'a'], [])).toEqual({ expected: 1, found: 0, lost: 1, doubled: 0 });
  });

  it('passes when everything was found once and every course responds', () => {
    expect(passed(good)).toBe(true);
    expect(row(good)).toMatch(/^burst .* passed$/);
  });

  it.each<Partial<DrillCount>>([
    { found: 199, lost: 1 },
    { doubled: 1 },
    { dead: 1 },
    // A drill without harm or without expected facts shows nothing.
    { harm: 0 },
    { expected: 0, found: 0 },
  ])('fails with %j', (change) => {
    expect(passed({ ...good, ...change })).toBe(false);
    expect(row({ ...good, ...change })).toMatch(/FAILED$/);
  });

  it('is aligned with its heading', () => {
    expect(row(good).indexOf('200')).toBeLessThanOrEqual(heading().indexOf('harm') + 'faults'.length);
  });
});
