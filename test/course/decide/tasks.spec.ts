import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { report } from '../support/signals';

describe('a task', () => {
  it('is completed by hand and stays completed', () => {
    const scene = given(courseAfter('start'))
      .when(report('taskCompleted', { task: 'issue-estimate' }))
      .thenEvents('taskCompleted')
      .thenNoTask('issue-estimate');
    scene.hours(100).thenNoTask('issue-estimate');
  });

  it.each(['issue-invoice', 'constructor', 'toString'])('must be open: %s is not', (task) => {
    given(courseAfter('start')).when(report('taskCompleted', { task })).thenRejected('task-unknown');
  });
});
