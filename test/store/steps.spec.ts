import { foldLog } from '../../src/course/fold';
import { runHistory, logOf, usual } from '../course/support/history';
import { storeForTests } from '../support/store';
import { newId, SUMMARY } from './fixtures';

const store = storeForTests();

describe('the log by steps', () => {
  it('folds to the state the course has runHistory to, after its way through the database', async () => {
    for (const each of usual) {
      const life = runHistory(each);
      const course = newId('course');
      const log = logOf(each, life);
      for (const [at, { events, consumed, refusals }] of log.entries()) {
        await store().commitStep({
          ...{ course, revision: at + 1, at: life.now, events, consumed, signals: [], summary: SUMMARY },
          refusals: refusals.map((refusal) => ({ ...refusal, reasons: [], at: life.now }) as never),
        });
      }
      const stored = await store().steps.ofCourse(course);
      expect(stored.map(({ events }) => events.length)).toEqual(log.map(({ events }) => events.length));
      const state = { ...life.course, revision: log.length };
      expect(foldLog(stored)).toEqual(JSON.parse(JSON.stringify(state)));
    }
  });

  it('of a course that has not begun is empty', async () => {
    expect(await store().steps.ofCourse(newId('course'))).toEqual([]);
  });
});
