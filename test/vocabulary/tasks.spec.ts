import { TASKS } from '../../src/vocabulary/tasks';

describe.each(Object.entries(TASKS))('the sentence of the task %s', (_kind, sentence) => {
  it('is short enough for a list, and a whole sentence', () => {
    expect(sentence.length).toBeLessThanOrEqual(140);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('starts with what to do, not with what has happened', () => {
    expect(sentence).not.toMatch(/^(The|A|An|This|Nobody|Someone|There|It) /);
  });
});
