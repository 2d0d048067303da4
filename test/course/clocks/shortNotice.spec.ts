import { loadProtocol } from '../../../src/protocols/load';
import { calmWith, courseAfter } from '../support/courses';
import { given, type Scene } from '../support/given';
import { about, booked, moved, report } from '../support/signals';

/** Dosing 1 is booked for Monday 15 February 2027 at 10:00. */
const before = (): Scene => given(courseAfter('dosing booked 1'));
const cancelled = (session: string) => report('sessionCancelled', { session, reason: 'client' });
const dueBy = ({ course }: Scene, key: string) => course.tasks[key]?.dueBy;

describe('a session canceled within the notice period', () => {
  const late = () => before().at('2027-02-15T08:30-08:00').when(cancelled('dosing-1'));

  it('is e-mailed to the therapist at once', () => {
    late()
      .thenMessages('staffSessionOff', '2027-02-15 08:30')
      .thenMessagesTo('therapist', 'staffSessionOff', '2027-02-15 08:30');
  });

  it('is e-mailed at night too', () => {
    before()
      .at('2027-02-14T23:10-08:00')
      .when(cancelled('dosing-1'))
      .thenMessages('staffSessionOff', '2027-02-14 23:10');
  });

  it('is an urgent task, due before the session would start', () => {
    const scene = late().thenTask('short-notice', 'therapist');
    expect(dueBy(scene, 'short-notice:dosing-1:therapist')).toBe('2027-02-15T18:00:00.000Z');
  });

  it('is no task any more once somebody has ticked it off', () => {
    late()
      .when(report('taskCompleted', { task: 'short-notice:dosing-1:therapist' }))
      .hours(24)
      .thenNoTask('short-notice');
  });

  it('is nothing to hurry about the minute before', () => {
    before()
      .at('2027-02-14T10:00-08:00')
      .when(cancelled('dosing-1'))
      .thenNoMessages('staffSessionOff')
      .thenNoTask('short-notice');
    before()
      .at('2027-02-14T10:01-08:00')
      .when(cancelled('dosing-1'))
      .thenMessages('staffSessionOff', '2027-02-14 10:01');
  });

  it('counts from the report: whoever hears late of an early cancellation is told', () => {
    before()
      .at('2027-02-15T08:30-08:00')
      .when(
        report(
          'sessionCancelled',
          { session: 'dosing-1', reason: 'client' },
          { occurredAt: '2027-02-12T10:00-08:00' },
        ),
      )
      .thenMessages('staffSessionOff', '2027-02-15 08:30');
  });

  it('also once the session should have begun, but not when it should be over', () => {
    before()
      .at('2027-02-15T10:10-08:00')
      .when(cancelled('dosing-1'))
      .thenMessages('staffSessionOff', '2027-02-15 10:10');
    before().at('2027-02-15T14:00-08:00').when(cancelled('dosing-1')).thenNoMessages('staffSessionOff');
  });
});

describe('the notice period for staff', () => {
  const hours = (noticeHours: number) => ({
    protocol: calmWith((calm) => ({ ...calm, cancellation: { ...calm.cancellation, noticeHours } })),
  });
  const canceledAt = (when: string, noticeHours: number) =>
    given(courseAfter('dosing booked 1', hours(noticeHours)))
      .at(when)
      .when(cancelled('dosing-1'));

  it('is the protocol’s', () => {
    canceledAt('2027-02-13T10:01-08:00', 48).thenMessages('staffSessionOff', '2027-02-13 10:01');
    canceledAt('2027-02-13T10:00-08:00', 48).thenNoMessages('staffSessionOff');
  });

  it('is a day where the protocol has none', () => {
    canceledAt('2027-02-14T10:01-08:00', 0).thenMessages('staffSessionOff', '2027-02-14 10:01');
    canceledAt('2027-02-14T10:00-08:00', 0).thenNoMessages('staffSessionOff');
  });
});

describe('who is told', () => {
  it('the prescriber too, where the dose is given at the clinic', () => {
    const infusion = given(courseAfter('dosing booked 1', { protocol: loadProtocol('welches-pazio') }));
    const { start } = infusion.session('dosing-1');
    const off = infusion.at(start).when(cancelled('dosing-1'));
    expect(
      off
        .all('messageDue')
        .filter(({ message }) => message.template === 'staffSessionOff')
        .map(({ message }) => message.to)
        .sort(),
    ).toEqual(['prescriber', 'therapist']);
    off.thenTask('short-notice', 'prescriber').thenTask('short-notice', 'therapist');
  });

  it('only the prescriber of a medical session', () => {
    given(courseAfter('enrolment'))
      .when(booked('medical', '2027-01-05T10:00-08:00'))
      .at('2027-01-05T08:00-08:00')
      .when(cancelled('medical-1'))
      .thenMessagesTo('prescriber', 'staffSessionOff', '2027-01-05 08:00')
      .thenNoMessagesTo('therapist', 'staffSessionOff');
  });

  it('the therapist, who travels, of a house call', () => {
    given(courseAfter('starter supply'))
      .when(
        report('houseCallsApproved', { count: 2 }),
        booked('dosing', '2027-02-15T10:00-08:00', { setting: 'houseCall' }),
      )
      .at('2027-02-15T08:00-08:00')
      .when(cancelled('dosing-1'))
      .thenMessagesTo('therapist', 'staffSessionOff', '2027-02-15 08:00');
  });
});

describe('a session moved at short notice', () => {
  it('is told when it was about to begin', () => {
    const scene = before()
      .at('2027-02-15T08:30-08:00')
      .when(moved('dosing-1', '2027-02-17T10:00-08:00'))
      .thenMessages('staffSessionMoved', '2027-02-15 08:30')
      .thenTask('short-notice', 'therapist');
    expect(dueBy(scene, 'short-notice:dosing-1.1:therapist')).toBe('2027-02-15T18:00:00.000Z');
  });

  it('is told when it now begins soon', () => {
    const scene = before()
      .at('2027-02-12T09:00-08:00')
      .when(moved('dosing-1', '2027-02-12T15:00-08:00'))
      .thenMessages('staffSessionMoved', '2027-02-12 09:00');
    expect(dueBy(scene, 'short-notice:dosing-1.1:therapist')).toBe('2027-02-12T23:00:00.000Z');
  });

  it('is told when only its place changes', () => {
    given(courseAfter('starter supply'))
      .when(
        report('houseCallsApproved', { count: 2 }),
        booked('dosing', '2027-02-15T10:00-08:00', { setting: 'houseCall' }),
      )
      .at('2027-02-15T08:00-08:00')
      .when(
        report('sessionRescheduled', {
          session: 'dosing-1',
          start: '2027-02-15T10:00-08:00',
          setting: 'remote',
        }),
      )
      .thenMessages('staffSessionMoved', '2027-02-15 08:00');
  });

  it('is told of each move', () => {
    before()
      .at('2027-02-15T08:30-08:00')
      .when(moved('dosing-1', '2027-02-15T12:00-08:00'))
      .at('2027-02-15T09:30-08:00')
      .when(moved('dosing-1', '2027-02-15T16:00-08:00'))
      .thenMessages('staffSessionMoved', '2027-02-15 08:30', '2027-02-15 09:30');
  });

  it('is nothing to hurry about when both times are far', () => {
    before()
      .at('2027-02-12T09:00-08:00')
      .when(moved('dosing-1', '2027-02-17T10:00-08:00'))
      .thenNoMessages('staffSessionMoved')
      .thenNoTask('short-notice');
  });

  it('is no task any more once the session has begun', () => {
    before()
      .at('2027-02-15T08:30-08:00')
      .when(
        moved('dosing-1', '2027-02-15T12:00-08:00'),
        report('supportPersonConfirmed', { session: 'dosing-1' }),
      )
      .at('2027-02-15T12:00-08:00')
      .when(about('dosingStarted', 'dosing-1'))
      .thenNoTask('short-notice');
  });

  it('and a first booking is no move', () => {
    before()
      .when(booked('preparation', '2027-02-11T10:00-08:00'))
      .thenNoMessages('staffSessionMoved')
      .thenNoTask('short-notice');
  });
});

describe('a client who does not come', () => {
  it('is e-mailed to the therapist, who has the call as a task', () => {
    before()
      .at('2027-02-15T10:30-08:00')
      .when(about('sessionNoShow', 'dosing-1'))
      .thenMessagesTo('therapist', 'staffSessionMissed', '2027-02-15 10:30')
      .thenTask('wellness-call', 'therapist')
      .thenNoTask('short-notice');
  });
});

describe('a client who withdraws', () => {
  const withdrawn = (when: string) => before().at(when).when(report('clientWithdrew', {}));

  it('on the day: the therapist is told at once that the session is off, once', () => {
    withdrawn('2027-02-15T08:00-08:00')
      .thenMessages('staffSessionOff', '2027-02-15 08:00')
      .thenTask('short-notice', 'therapist')
      .thenNoMessagesTo('therapist', 'staffClientWithdrew')
      .thenNoTask('client-withdrew');
  });

  it('with no session soon: the therapist is told of the end', () => {
    const scene = withdrawn('2027-02-12T08:00-08:00')
      .thenNoMessages('staffSessionOff')
      .thenMessagesTo('therapist', 'staffClientWithdrew', '2027-02-12 08:00')
      .thenTask('client-withdrew', 'therapist');
    expect(dueBy(scene, 'client-withdrew:end')).toBe('2027-02-13T04:00:00.000Z');
  });

  it('is told of the end also where another session was canceled late weeks ago', () => {
    given(courseAfter('enrolment'))
      .when(booked('preparation', '2027-01-05T10:00-08:00'))
      .at('2027-01-05T08:00-08:00')
      .when(cancelled('preparation-1'))
      .at('2027-01-25T08:00-08:00')
      .when(report('clientWithdrew', {}))
      .thenMessagesTo('therapist', 'staffClientWithdrew', '2027-01-25 08:00')
      .thenTask('client-withdrew', 'therapist');
  });

  it('the prescriber is told too, who has approved', () => {
    withdrawn('2027-02-15T08:00-08:00').thenMessagesTo(
      'prescriber',
      'staffClientWithdrew',
      '2027-02-15 08:00',
    );
    given(courseAfter('enrolment'))
      .when(report('clientWithdrew', {}))
      .thenNoMessagesTo('prescriber', 'staffClientWithdrew');
  });

  it('nobody is told of another end as if the client had withdrawn', () => {
    before()
      .when(report('courseTransferred', { to: 'practice-2' }))
      .thenNoMessages('staffClientWithdrew')
      .thenNoTask('client-withdrew');
  });

  it('and did not after all: the tasks are closed', () => {
    const scene = before()
      .at('2027-02-15T08:00-08:00')
      .when(report('clientWithdrew', {}, { id: 'wrong' }));
    scene
      .when(report('signalCorrected', { signal: 'wrong', reason: 'the wrong client' }, { by: 'lead' }))
      .thenNoTask('short-notice')
      .thenNoTask('client-withdrew')
      .thenTask('course-reopened', 'frontDesk');
  });
});
