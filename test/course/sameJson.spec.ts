import { sameJson } from '../../src/vocabulary/json';

describe('two values as JSON', () => {
  it.each([
    [
      { a: 1, b: { c: [2, 3], d: null } },
      { b: { d: null, c: [2, 3] }, a: 1 },
    ],
    [
      [1, { x: 1, y: 2, z: 3 }],
      [1, { z: 3, y: 2, x: 1 }],
    ],
    [undefined, null],
    [null, null],
    [0, 0],
  ])('are the same whatever the order of their fields: %j', (one, other) => {
    expect([sameJson(one, other), sameJson(other, one)]).toEqual([true, true]);
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [['x'], { 0: 'x' }],
    [0, null],
    ['', undefined],
    [false, null],
  ])('are not the same in another value or another order of a list: %j', (one, other) => {
    expect([sameJson(one, other), sameJson(other, one)]).toEqual([false, false]);
  });
});
