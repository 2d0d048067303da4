import fc from 'fast-check';
import { foldLog } from '../../src/course/fold';
import { history, runHistory, logOf, usual, type History } from './support/history';

const numRuns = Number(process.env.THROUGHLINE_RUNS ?? 100);
const seed = Number(process.env.THROUGHLINE_SEED ?? Date.now() % 1_000_000);

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function holds(each: History): void {
  const life = runHistory(each);
  const log = logOf(each, life);
  expect(foldLog(throughJson(log))).toEqual(throughJson({ ...life.course, revision: log.length }));
}

describe('the log of a course, folded from its first event', () => {
  it('gives the state it runHistory to, whatever happened, by every protocol', () => {
    for (const each of usual) holds(each);
    fc.assert(fc.property(history, holds), { numRuns, seed });
  });

  it('gives another state when a step is missing, or an answer', () => {
    const [each] = usual;
    if (!each) throw new Error('there are no usual lives');
    const life = runHistory(each);
    const log = logOf(each, life);
    const whole = foldLog(log);
    const last = log.findLastIndex(({ consumed }) => consumed.length > 0);
    expect(foldLog(log.toSpliced(last, 1))).not.toEqual(whole);
    const silenced = log.map((step, at) => (at === last ? { ...step, consumed: [] } : step));
    expect(foldLog(silenced)).not.toEqual(whole);
  });

  it('is nothing without a first step', () => {
    expect(() => foldLog([])).toThrow(RangeError);
  });
});
