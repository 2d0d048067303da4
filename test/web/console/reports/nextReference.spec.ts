import { nextReference } from '../../../../src/web/console/reports/nextReference';

it.each([
  [undefined, 'estimate-1'],
  ['estimate-1', 'estimate-2'],
  ['estimate-9', 'estimate-10'],
  ['2026.007', '2026.008'],
  ['first', 'first-2'],
])('after the estimate %s comes %s', (last, next) => {
  expect(nextReference(last)).toBe(next);
});
