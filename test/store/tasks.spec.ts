/** The open tasks of all courses come in the one order of what is owed, although the database sorts them. */
import { plusHours } from '../../src/time/instant';
import { inUrgency, taskOwed } from '../../src/vocabulary/urgency';
import { TASK_KINDS } from '../../src/vocabulary/tasks';
import type { EventOf } from '../../src/course/events';
import { storeForTests } from '../support/store';
import { AT, newId, step } from './fixtures';

const opened = storeForTests();

it('sorts open tasks as every page does', async () => {
  const events = TASK_KINDS.map((kind, index): EventOf<'taskOpened'> => ({
    ...{ type: 'taskOpened', key: kind, kind, role: 'frontDesk', at: plusHours(AT, index % 5) },
    ...(index % 3 > 0 && { dueBy: plusHours(AT, (index * 7) % 11) }),
  }));
  await opened().commitStep(step(newId('course'), 1, events));
  const found = await opened().tasks.open();
  expect(found).toHaveLength(TASK_KINDS.length);
  expect(found.map(({ key }) => key)).toEqual(
    inUrgency([...found].reverse(), taskOwed).map(({ key }) => key),
  );
});
