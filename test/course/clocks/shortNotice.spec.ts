import { loadProtocol } from '../../../src/protocols/load';
import { plusHours } from '../../../src/time/instant';
import { calmWith, courseAfter } from '../support/courses';
import { given, type Scene } from '../support/given';
import { about, booked, moved, report } from '../support/signals';

/** Dosing 1 is booked for Monday 15 February 2027 at 10:00. */
const before = (): Scene => given(courseAfter('dosing booked 1'));
const canceled = (session: string) => report('sessionCancelled', { session, reason: 'client' });
const dueBy = ({ course }: Scene, key: string) => course.tasks[key]?.dueBy;

describe('a session canceled within the notice period', () => {
  const late = () => before().at('2027-02-15T08:30-08:00').when(canceled('dosing-1'));

  it('is e-mailed to the therapist at once', () => {
    late()
      .thenMessages('staffSessionOff', '2027-02-15 08:30')
      .thenMessagesTo('therapist', 'staffSessionOff', '2027-02-15 08:30');
  });

  it('is e-mailed at night too', () => {
    before()
      .at('2027-02-14T23:10-08:00')
      .when(canceled('dosing-1'))
      .thenMessages('staffSessionOff', '2027-02-14 23:10');
  });

  it('is an urgent task, due before the session would start', () => {
    const scene = late().thenTask('short-notice', 'therapist');
    expect(dueBy(scene, 'short-notice:dosing-1:therapist')).toBe('2027-02-15T18:00:00.000Z');
  });

  it('is no task any more when the session would have been over, although nobody has confirmed it', () => {
    late().at('2027-02-15T11:59-08:00').thenTask('short-notice', 'therapist');
    const over = late().at('2027-02-15T12:00-08:00').thenNoTask('short-notice');
    expect(over.all('taskClosed')).toMatchObject([
      { key: 'short-notice:dosing-1:therapist', at: '2027-02-15T20:00:00.000Z' },
    ]);
    over.hours(24 * 30).thenNoTask('short-notice');
  });

  it('is closed once, also if nobody saw it in time: the worker was down', () => {
    const scene = late()
      .wakingAt('2027-02-16T09:00-08:00')
      .when(booked('preparation', '2027-02-26T10:00-08:00'))
      .thenNoTask('short-notice');
    expect(scene.all('taskClosed').filter(({ key }) => key.startsWith('short-notice'))).toHaveLength(1);
  });

  it('is no task any more once somebody has ticked it off', () => {
    late()
      .when(report('taskCompleted', { task: 'short-notice:dosing-1:therapist' }, { by: 'therapist' }))
      .hours(24)
      .thenNoTask('short-notice');
  });

  it('is nothing to hurry about the minute before', () => {
    before()
      .at('2027-02-14T10:00-08:00')
      .when(canceled('dosing-1'))
      .thenNoMessages('staffSessionOff')
      .thenNoTask('short-notice');
    before()
      .at('2027-02-14T10:01-08:00')
      .when(canceled('dosing-1'))
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
      .when(canceled('dosing-1'))
      .thenMessages('staffSessionOff', '2027-02-15 10:10');
    before().at('2027-02-15T14:00-08:00').when(canceled('dosing-1')).thenNoMessages('staffSessionOff');
  });
});

describe('the notice period for staff', () => {
  const hours = (noticeHours: number) => ({
    protocol: calmWith((calm) => ({ ...calm, cancellation: { ...calm.cancellation, noticeHours } })),
  });
  const canceledAt = (when: string, noticeHours: number) =>
    given(courseAfter('dosing booked 1', hours(noticeHours)))
      .at(when)
      .when(canceled('dosing-1'));

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
    const off = infusion.at(start).when(canceled('dosing-1'));
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
      .when(canceled('medical-1'))
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
      .when(canceled('dosing-1'))
      .thenMessagesTo('therapist', 'staffSessionOff', '2027-02-15 08:00');
  });
});

describe('a session booked at short notice', () => {
  const bookedFor = (start: string) =>
    before().at('2027-02-11T15:00-08:00').when(booked('preparation', start));

  it('is e-mailed to whoever holds it at once, also at night, with an urgent task', () => {
    const scene = bookedFor('2027-02-12T09:00-08:00')
      .thenMessagesTo('therapist', 'staffSessionBooked', '2027-02-11 15:00')
      .thenTask('short-notice', 'therapist');
    expect(dueBy(scene, 'short-notice:preparation-7.0:therapist')).toBe('2027-02-12T17:00:00.000Z');
    before()
      .at('2027-02-11T23:10-08:00')
      .when(booked('preparation', '2027-02-12T09:00-08:00'))
      .thenMessages('staffSessionBooked', '2027-02-11 23:10');
  });

  it('is nothing to hurry about a day ahead', () => {
    bookedFor('2027-02-12T15:00-08:00').thenNoMessages('staffSessionBooked').thenNoTask('short-notice');
    bookedFor('2027-02-12T14:59-08:00').thenMessages('staffSessionBooked', '2027-02-11 15:00');
  });

  it('tells the therapist, who travels, of a house call', () => {
    given(courseAfter('starter supply'))
      .when(report('houseCallsApproved', { count: 2 }))
      .when(booked('dosing', plusHours(courseAfter('starter supply').clock, 5), { setting: 'houseCall' }))
      .thenTask('short-notice', 'therapist');
  });

  it('is no task any more once the session has taken place, is off again, or is over', () => {
    const scene = bookedFor('2027-02-12T09:00-08:00');
    scene
      .at('2027-02-12T09:50-08:00')
      .when(about('sessionCompleted', 'preparation-7'))
      .thenNoTask('short-notice');
    scene.at('2027-02-12T09:50-08:00').thenNoTask('short-notice');
    const off = scene
      .when(canceled('preparation-7'))
      .thenMessagesTo('therapist', 'staffSessionOff', '2027-02-11 15:00');
    expect(Object.keys(off.course.tasks).filter((key) => key.startsWith('short-notice'))).toEqual([
      'short-notice:preparation-7:therapist',
    ]);
  });

  it('counts from the report: a booking heard of when the session is over is no news', () => {
    const told = (at: string) =>
      before()
        .at(at)
        .when(
          report(
            'sessionScheduled',
            { kind: 'preparation', start: '2027-02-12T09:00-08:00' },
            { occurredAt: '2027-02-11T15:00-08:00' },
          ),
        );
    told('2027-02-12T09:30-08:00').thenMessages('staffSessionBooked', '2027-02-12 09:30');
    told('2027-02-12T10:00-08:00').thenNoMessages('staffSessionBooked').thenNoTask('short-notice');
  });

  it('is no news to whoever holds the visit it belongs to', () => {
    const visit = given(courseAfter('dosing ended 1', { protocol: loadProtocol('healing-cornerstone') }));
    visit
      .when(booked('integration', plusHours(visit.now, 0.25)))
      .thenNoMessages('staffSessionBooked')
      .thenNoTask('short-notice');
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

  describe('and then again, to a later day', () => {
    // From Monday at 10:00 to Tuesday at 14:00, and an hour later to Thursday: both more than a day ahead.
    const once = () =>
      before().at('2027-02-15T08:30-08:00').when(moved('dosing-1', '2027-02-16T14:00-08:00'));
    const KEY = 'short-notice:dosing-1.2:therapist';

    it('is told again to whoever was told before, and is to be confirmed anew', () => {
      const again = once().at('2027-02-15T09:00-08:00').when(moved('dosing-1', '2027-02-18T10:00-08:00'));
      again.thenMessages('staffSessionMoved', '2027-02-15 08:30', '2027-02-15 09:00');
      expect(Object.keys(again.course.tasks).filter((key) => key.startsWith('short-notice'))).toEqual([KEY]);
      expect(dueBy(again, KEY)).toBe('2027-02-15T18:00:00.000Z');
      again.at('2027-02-15T11:59-08:00').thenTask('short-notice', 'therapist');
      again.at('2027-02-15T12:00-08:00').thenNoTask('short-notice');
    });

    it('is told also to whoever has confirmed the first time', () => {
      once()
        .when(report('taskCompleted', { task: 'short-notice:dosing-1.1:therapist' }, { by: 'therapist' }))
        .at('2027-02-15T09:00-08:00')
        .when(moved('dosing-1', '2027-02-18T10:00-08:00'))
        .thenTask('short-notice', 'therapist');
    });

    it('is told, and no task, once the first time is over', () => {
      once()
        .at('2027-02-15T13:00-08:00')
        .when(moved('dosing-1', '2027-02-18T10:00-08:00'))
        .thenMessages('staffSessionMoved', '2027-02-15 08:30', '2027-02-15 13:00')
        .thenNoTask('short-notice');
    });

    it('is told when it is canceled instead', () => {
      const off = once().at('2027-02-15T09:00-08:00').when(canceled('dosing-1'));
      off.thenMessagesTo('therapist', 'staffSessionOff', '2027-02-15 09:00');
      expect(dueBy(off, 'short-notice:dosing-1:therapist')).toBe('2027-02-15T18:00:00.000Z');
    });

    it('is no news to whoever was told of no time, as both moves were far ahead', () => {
      const far = before().at('2027-02-12T09:00-08:00').when(moved('dosing-1', '2027-02-17T10:00-08:00'));
      const again = far.at('2027-02-15T08:30-08:00').when(moved('dosing-1', '2027-02-18T10:00-08:00'));
      again.thenNoMessages('staffSessionMoved').thenNoTask('short-notice');
      far.at('2027-02-15T08:30-08:00').when(canceled('dosing-1')).thenNoMessages('staffSessionOff');
    });

    it('reaches the client before the first of the times that they may have in mind', () => {
      const night = before().at('2027-02-14T21:00-08:00').when(moved('dosing-1', '2027-02-16T14:00-08:00'));
      night
        .at('2027-02-14T21:30-08:00')
        .when(moved('dosing-1', '2027-02-18T10:00-08:00'))
        .thenMessagesTo('client', 'sessionMoved', '2027-02-14 21:00', '2027-02-14 21:30');
    });
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

  it('is told when it was moved away from a time at which people are waiting already', () => {
    before()
      .at('2027-02-15T10:10-08:00')
      .when(moved('dosing-1', '2027-02-17T10:00-08:00'))
      .thenMessages('staffSessionMoved', '2027-02-15 10:10');
  });

  it('is no task any more when the time that was near is over', () => {
    const away = before().at('2027-02-15T08:30-08:00').when(moved('dosing-1', '2027-02-17T10:00-08:00'));
    away.at('2027-02-15T11:59-08:00').thenTask('short-notice', 'therapist');
    away.at('2027-02-15T12:00-08:00').thenNoTask('short-notice');
    const later = before().at('2027-02-15T08:30-08:00').when(moved('dosing-1', '2027-02-15T16:00-08:00'));
    later.at('2027-02-15T12:00-08:00').thenTask('short-notice', 'therapist');
    later.at('2027-02-15T18:00-08:00').thenNoTask('short-notice');
  });

  it('and a first booking is no move', () => {
    before().when(booked('preparation', '2027-02-11T10:00-08:00')).thenNoMessages('staffSessionMoved');
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

  it('is no news any more after a week, or when its last session would have been over', () => {
    const end = withdrawn('2027-02-11T08:00-08:00');
    end.at('2027-02-18T23:58-08:00').thenTask('client-withdrew', 'therapist');
    end.at('2027-02-18T23:59-08:00').thenNoTask('client-withdrew');
    const far = before()
      .when(moved('dosing-1', '2027-03-15T10:00-08:00'), report('clientWithdrew', {}))
      .thenTask('client-withdrew', 'therapist');
    far.at('2027-03-15T11:59-08:00').thenTask('client-withdrew', 'therapist');
    far.at('2027-03-15T13:00-08:00').thenNoTask('client-withdrew');
  });

  it('is told of the end also where another session was canceled late weeks ago', () => {
    given(courseAfter('enrolment'))
      .when(booked('preparation', '2027-01-05T10:00-08:00'))
      .at('2027-01-05T08:00-08:00')
      .when(canceled('preparation-1'))
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

  it('and did not after all: the tasks are closed, and whoever heard that a session is off hears that it is on', () => {
    const scene = before()
      .at('2027-02-15T08:00-08:00')
      .when(report('clientWithdrew', {}, { id: 'wrong' }));
    const undone = scene
      .when(report('signalCorrected', { signal: 'wrong', reason: 'the wrong client' }, { by: 'lead' }))
      .thenMessages('staffSessionBooked', '2027-02-15 08:00')
      .thenNoTask('client-withdrew')
      .thenTask('course-reopened', 'frontDesk');
    const news = Object.keys(undone.course.tasks).filter((key) => key.startsWith('short-notice'));
    expect(news).toEqual(['short-notice:dosing-1.2:therapist']);
    undone
      .when(report('taskCompleted', { task: 'short-notice:dosing-1.2:therapist' }, { by: 'therapist' }))
      .when(canceled('dosing-1'))
      .thenTask('short-notice', 'therapist');
  });
});
