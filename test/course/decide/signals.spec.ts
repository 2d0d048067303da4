import { take } from '../../../src/course/step';
import { plusHours } from '../../../src/time/instant';
import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { booked, said } from '../support/said';

const waiver = (id: string) => said('chargeWaived', { entry: 'charge-1', reason: 'as agreed' }, { id });

describe('a signal', () => {
  it('reported twice happens once and gets the first answer', () => {
    const first = given(courseAfter('preparation 1')).when(waiver('w-1')).thenAccepted();
    const again = first.when(waiver('w-1'));
    expect(again.answer).toMatchObject({ repeated: true, events: [], answer: { accepted: true } });
    expect(again.course).toEqual(first.course);
  });

  it('refused and reported again is judged again: it changed nothing, and it may be possible by now', () => {
    const refused = given(courseAfter('enrolment')).when(waiver('w-1')).thenRejected('nothing-charged');
    const now = courseAfter('preparation 1').clock;
    const course = { ...courseAfter('preparation 1'), answers: refused.course.answers };
    const later = take(course, waiver('w-1'), now);
    expect(later).toMatchObject({ repeated: false, answer: { accepted: true } });
    const again = take(later.course, waiver('w-1'), now);
    expect(again).toMatchObject({ repeated: true, events: [], answer: { accepted: true } });
  });

  it('refused and reported again too early is refused again, for the reasons of that time', () => {
    const refused = given(courseAfter('enrolment')).when(waiver('w-1')).thenRejected('nothing-charged');
    const again = take(refused.course, waiver('w-1'), refused.course.clock);
    expect(again).toMatchObject({ repeated: false, events: [], answer: { code: 'nothing-charged' } });
    expect(again.reasons.map(({ code }) => code)).toEqual(['nothing-charged', 'charge-unknown']);
  });

  it('with the same id is the same signal, whatever its other fields', () => {
    const twice = given(courseAfter('preparation 1')).when(
      waiver('w-1'),
      said('paymentPosted', { cents: 100 }, { id: 'w-1' }),
    );
    expect(twice.answer).toMatchObject({ repeated: true, events: [] });
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('may have the id %s', (id) => {
    given(courseAfter('preparation 1')).when(waiver(id)).thenEvents('chargeWaived', 'ledgerEntered');
  });

  it('cannot have happened in the future', () => {
    given(courseAfter('preparation 1'))
      .when(said('paymentPosted', { cents: 100 }, { occurredAt: '2027-01-06T11:07-08:00' }))
      .thenRejected('occurred-in-the-future');
  });

  describe('by a clock that is ahead', () => {
    const scene = given(courseAfter('preparation 1'));
    const paid = (occurredAt: string) => said('paymentPosted', { cents: 100 }, { occurredAt });
    const seconds = (ahead: number) => new Date(Date.parse(scene.now) + ahead * 1_000).toISOString();

    it.each([1, 30, 60])('by %d seconds happens now', (ahead) => {
      const taken = scene.when(paid(seconds(ahead))).thenAccepted();
      expect(taken.all('paymentPosted')).toMatchObject([{ at: scene.now, recordedAt: scene.now }]);
    });

    it.each([60.001, 90, 3_600])('by %d seconds is refused', (ahead) => {
      scene.when(paid(seconds(ahead))).thenRejected('occurred-in-the-future');
    });

    it('ends a session now', () => {
      const booking = given(courseAfter('preparation 1')).when(
        booked('preparation', plusHours(scene.now, 1)),
      );
      const from = plusHours(scene.now, 1);
      const now = plusHours(scene.now, 2);
      const took = (to: string) => said('sessionCompleted', { session: 'preparation-2', took: { from, to } });
      const at = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();
      booking
        .at(now)
        .when(took(at(1)))
        .thenAccepted();
      booking
        .at(now)
        .when(took(at(2)))
        .thenRejected('occurred-in-the-future');
    });
  });

  it('cannot have happened before the course started', () => {
    given(courseAfter('preparation 1'))
      .when(said('paymentPosted', { cents: 100 }, { occurredAt: '2027-01-04T08:59-08:00' }))
      .thenRejected('occurred-before-start');
  });

  it('happened at the time it gives', () => {
    const scene = given(courseAfter('preparation 1'))
      .when(said('paymentPosted', { cents: 100 }, { occurredAt: '2027-01-05T10:00-08:00' }))
      .thenAccepted();
    expect(scene.all('paymentPosted')).toMatchObject([
      { at: '2027-01-05T18:00:00.000Z', recordedAt: scene.now },
    ]);
  });

  it('that is refused changes nothing but its answer', () => {
    const before = courseAfter('preparation 1');
    const { course } = given(before)
      .when(booked('dosing', '2027-02-20T10:00-08:00'))
      .thenRejected('approval-missing');
    expect({ ...course, answers: before.answers }).toEqual(before);
  });
});

describe('a dosing session reported late', () => {
  it('cannot have started before the integration it had to wait for', () => {
    given(courseAfter('integration 1'))
      .when(
        said(
          'sessionScheduled',
          { kind: 'dosing', start: '2027-02-16T12:00-08:00' },
          { occurredAt: '2027-02-16T10:00-08:00' },
        ),
      )
      .thenRejected('integration-owed', 'therapist');
  });

  it('cannot have started before the approval', () => {
    given(courseAfter('approval'))
      .when(
        said(
          'sessionScheduled',
          { kind: 'dosing', start: '2027-01-22T12:00-08:00' },
          { occurredAt: '2027-01-22T10:00-08:00' },
        ),
      )
      .thenRejected('approval-missing', 'prescriber');
  });
});

describe('a task', () => {
  it('is completed by hand and stays completed', () => {
    const scene = given(courseAfter('start'))
      .when(said('taskCompleted', { task: 'issue-estimate' }))
      .thenEvents('taskCompleted')
      .thenNoTask('issue-estimate');
    scene.hours(100).thenNoTask('issue-estimate');
  });

  it.each(['issue-invoice', 'constructor', 'toString'])('must be open: %s is not', (task) => {
    given(courseAfter('start')).when(said('taskCompleted', { task })).thenRejected('task-unknown');
  });
});
