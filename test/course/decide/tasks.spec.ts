import { noteDelivery } from '../../../src/course/step';
import { CATALOG } from '../../../src/catalog/signals';
import { correction } from '../support/corrections';
import { courseAfter } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { booked, report } from '../support/signals';

describe('a task', () => {
  it('is completed by hand and stays completed', () => {
    const scene = given(courseAfter('start'))
      .when(report('taskCompleted', { task: 'issue-estimate' }))
      .thenEvents('taskCompleted')
      .thenNoTask('issue-estimate');
    scene.hours(100).thenNoTask('issue-estimate');
  });

  it('is opened again when its reason comes up anew, and not before', () => {
    const key = 'book-dosing:cycle-1';
    const scene = after('preparation 6').when(report('taskCompleted', { task: key }));
    scene.thenNoTask('book-dosing').hours(48).thenNoTask('book-dosing');
    const booking = scene.when(booked('dosing', '2027-03-01T10:00-08:00')).thenNoTask('book-dosing');
    booking
      .when(report('sessionCancelled', { session: 'dosing-1', reason: 'practice' }))
      .thenTask('book-dosing', 'frontDesk');
  });

  it('stays closed over an end that is undone: nobody does everything again', () => {
    const key = 'book-dosing:cycle-1';
    after('preparation 6')
      .when(report('taskCompleted', { task: key }))
      .when(report('clientWithdrew', {}, { id: 'wrong' }), correction('wrong'))
      .thenNoTask('book-dosing');
  });

  it('is opened anew at the next end, after one that was undone', () => {
    const ended = (scene: Scene, id: string) => scene.when(report('clientWithdrew', {}, { id }));
    const task = report('taskCompleted', { task: 'discharge-follow-up' });
    const undone = ended(after('dosing booked 1'), 'wrong').when(task, correction('wrong'));
    ended(undone, 'right').thenTask('discharge-follow-up', 'prescriber');
  });

  it('that was a call which somebody made is closed for good', () => {
    const key = 'sessionBooked:preparation-1.0:client';
    const scene = after('consents').when(booked('preparation', '2027-01-06T10:00-08:00'));
    const failed = noteDelivery(
      scene.course,
      { type: 'messageUndelivered', at: scene.now, key, how: 'failed' },
      scene.now,
    ).course;
    const called = given(failed)
      .thenTask('call-instead-of-mail', 'frontDesk')
      .when(report('taskCompleted', { task: `call-instead-of-mail:${key}` }));
    called.thenEvents('taskCompleted').thenNoTask('call-instead-of-mail');
    expect(called.course.ticked).toBeUndefined();
  });

  it.each(['issue-invoice', 'constructor', 'toString'])('must be open: %s is not', (task) => {
    given(courseAfter('start')).when(report('taskCompleted', { task })).thenRejected('task-unknown');
  });

  it('is completed by its role and by the lead, and by nobody else', () => {
    for (const by of CATALOG.taskCompleted.by) {
      const done = given(courseAfter('start')).when(
        report('taskCompleted', { task: 'issue-estimate' }, { by }),
      );
      if (by === 'biller' || by === 'lead') done.thenNoTask('issue-estimate');
      else done.thenRejected('task-not-yours', 'biller', 'lead');
    }
  });
});
