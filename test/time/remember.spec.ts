import { remember } from '../../src/time/remember';

describe('a function that remembers', () => {
  it('computes each result once, and none of an error', () => {
    const asked: number[] = [];
    const half = remember((whole: number) => {
      asked.push(whole);
      if (whole % 2 > 0) throw new RangeError('odd');
      return whole / 2;
    });
    expect([half(4), half(6), half(4)]).toEqual([2, 3, 2]);
    for (let time = 0; time < 2; time += 1) expect(() => half(3)).toThrow('odd');
    expect(asked).toEqual([4, 6, 3, 3]);
  });

  it('forgets when it knows too many', () => {
    let asked = 0;
    const same = remember((number: number) => {
      asked += 1;
      return number;
    });
    for (let number = 0; number < 4_001; number += 1) same(number);
    same(4_000);
    expect(asked).toBe(4_001);
    same(0);
    expect(asked).toBe(4_002);
  });
});
