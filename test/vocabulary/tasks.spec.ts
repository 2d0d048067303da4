import { TASKS } from '../../src/vocabulary/tasks';

it.each(Object.entries(TASKS))(
  'the task %s starts with what to do, not with what has happened',
  (_, sentence) => {
    expect(sentence).not.toMatch(/^(The|A|An|This|Nobody|Someone|There|It) /);
  },
);
