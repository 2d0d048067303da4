import { ASKING_FOR_ALL, calmWith, courseAfter, AT_THE_PRACTICE_TOO } from '../support/courses';
import { given, after } from '../support/given';
import { about, booked, moved, released, report } from '../support/signals';

/** Enrolled on Monday 4 January 2027, 10:30, in Los Angeles; nothing is booked yet. */
const enrolled = () => given(courseAfter('enrolment')).at('2027-01-04T12:00-08:00');
const withSession = (start: string) => enrolled().when(booked('preparation', start));
const canceled = (session: string) => report('sessionCancelled', { session });

describe('session reminders', () => {
  it('go out 24 and 2 hours before', () => {
    withSession('2027-01-08T14:00-08:00').thenOwed('sessionReminder', '2027-01-07 14:00', '2027-01-08 12:00');
  });

  it.each<[when: string, start: string, times: [string, string]]>([
    ['at 10:59, the second', '2027-01-08T10:59-08:00', ['2027-01-07 10:59', '2027-01-07 20:00']],
    ['at 11:00, none', '2027-01-08T11:00-08:00', ['2027-01-07 11:00', '2027-01-08 09:00']],
    ['at 06:00, both', '2027-01-08T06:00-08:00', ['2027-01-06 20:00', '2027-01-07 20:00']],
    ['at 20:01, the first', '2027-01-08T20:01-08:00', ['2027-01-07 20:00', '2027-01-08 18:01']],
    ['at 20:00, none', '2027-01-08T20:00-08:00', ['2027-01-07 20:00', '2027-01-08 18:00']],
  ])('of a session %s leaves the quiet hours for the evening before', (_, start, times) => {
    withSession(start).thenOwed('sessionReminder', ...times);
  });

  it('that are past when it is booked are not sent', () => {
    withSession('2027-01-05T11:30-08:00')
      .thenNoMessages('sessionReminder')
      .thenOwed('sessionReminder', '2027-01-05 09:30');
    withSession('2027-01-04T13:30-08:00').thenNoMessages('sessionReminder').thenNotOwed('sessionReminder');
  });

  it('are those that the client wants', () => {
    const chose = (reminders: 'all' | 'earliest' | 'latest' | 'none') =>
      withSession('2027-01-08T14:00-08:00').when(report('remindersChosen', { reminders }, { by: 'client' }));
    chose('earliest').thenOwed('sessionReminder', '2027-01-07 14:00');
    chose('latest').thenOwed('sessionReminder', '2027-01-08 12:00');
    const none = chose('none').thenNotOwed('sessionReminder');
    none
      .when(report('remindersChosen', { reminders: 'all' }, { by: 'client' }))
      .thenOwed('sessionReminder', '2027-01-07 14:00', '2027-01-08 12:00');
  });

  it('that would land on one instant are one', () => {
    const protocol = calmWith((calm) => ({
      ...calm,
      clocks: { ...calm.clocks, sessionReminderHours: [12, 2] },
    }));
    given(courseAfter('enrolment', { protocol }))
      .when(booked('preparation', '2027-01-08T08:00-08:00'))
      .thenOwed('sessionReminder', '2027-01-07 20:00');
  });

  it('go out once', () => {
    withSession('2027-01-08T14:00-08:00')
      .at('2027-01-08T13:59-08:00')
      .thenMessages('sessionReminder', '2027-01-07 14:00', '2027-01-08 12:00');
  });

  it('move with the session', () => {
    withSession('2027-01-08T14:00-08:00')
      .when(moved('preparation-1', '2027-01-11T15:00-08:00'))
      .thenOwed('sessionReminder', '2027-01-10 15:00', '2027-01-11 13:00');
  });

  it('go out again for the new time when the first were sent', () => {
    withSession('2027-01-08T14:00-08:00')
      .at('2027-01-08T13:00-08:00')
      .when(moved('preparation-1', '2027-01-11T15:00-08:00'))
      .at('2027-01-11T15:00-08:00')
      .thenMessages(
        'sessionReminder',
        '2027-01-07 14:00',
        '2027-01-08 12:00',
        '2027-01-10 15:00',
        '2027-01-11 13:00',
      );
  });

  it('are gone when the session is canceled', () => {
    withSession('2027-01-08T14:00-08:00')
      .when(canceled('preparation-1'))
      .thenNotOwed('sessionReminder')
      .at('2027-01-09T00:00-08:00')
      .thenNoMessages('sessionReminder');
  });
});

describe("the client's calendar", () => {
  it('is notified of a booking', () => {
    withSession('2027-01-08T14:00-08:00').thenMessagesTo('client', 'sessionBooked', '2027-01-04 12:00');
  });

  it('is notified of a move, with a higher revision', () => {
    const scene = withSession('2027-01-08T14:00-08:00').when(
      moved('preparation-1', '2027-01-11T15:00-08:00'),
    );
    expect(scene.all('messageDue').map(({ message }) => [message.template, message.facts.revision])).toEqual([
      ['sessionBooked', 0],
      ['sessionMoved', 1],
    ]);
  });

  it('is notified of a cancellation, with an even higher revision', () => {
    const scene = withSession('2027-01-08T14:00-08:00')
      .when(canceled('preparation-1'))
      .thenMessagesTo('client', 'sessionCancelled', '2027-01-04 12:00');
    expect(scene.all('messageDue').at(-1)?.message.facts).toMatchObject({
      session: 'preparation-1',
      revision: 1,
    });
  });

  it('is not notified of the cancellation of a session whose booking was never confirmed', () => {
    enrolled()
      .at('2027-01-04T21:00-08:00')
      .when(booked('preparation', '2027-01-08T14:00-08:00'), canceled('preparation-1'))
      .at('2027-01-07T12:00-08:00')
      .thenNoMessages('sessionCancelled');
  });

  it('is notified in the morning of what was booked at night', () => {
    enrolled()
      .at('2027-01-04T21:00-08:00')
      .when(booked('preparation', '2027-01-08T14:00-08:00'))
      .at('2027-01-05T12:00-08:00')
      .thenMessages('sessionBooked', '2027-01-05 09:00');
  });
});

const session = { session: 'dosing-1' };
const confirmed = () => report('supportPersonConfirmed', session);
const absent = () => report('supportPersonUnavailable', session);

/** Dosing 1 is booked on Wednesday 10 February for Monday the 15th at 10:00. */
const bookedCourse = () => given(courseAfter('dosing booked 1'));

describe('the support person', () => {
  it('is asked for 72, 24 and 2 hours before, the last moved to the evening before', () => {
    bookedCourse().thenOwed('supportPersonAsk', '2027-02-12 10:00', '2027-02-14 10:00', '2027-02-14 20:00');
  });

  it('is asked for two hours before, outside quiet hours', () => {
    bookedCourse()
      .when(moved('dosing-1', '2027-02-15T14:00-08:00'))
      .thenOwed('supportPersonAsk', '2027-02-12 14:00', '2027-02-14 14:00', '2027-02-15 12:00');
  });

  it('is not asked for at times already past when booked', () => {
    bookedCourse()
      .at('2027-02-14T12:00-08:00')
      .when(moved('dosing-1', '2027-02-15T14:00-08:00'))
      .thenOwed('supportPersonAsk', '2027-02-14 14:00', '2027-02-15 12:00');
  });

  it('is no longer asked for once confirmed', () => {
    bookedCourse()
      .at('2027-02-13T12:00-08:00')
      .when(confirmed())
      .thenNotOwed('supportPersonAsk')
      .thenNotOwed('supportPersonUnconfirmed');
  });

  it('is reported to the therapist if unconfirmed two hours before', () => {
    bookedCourse()
      .at('2027-02-15T07:59-08:00')
      .thenNoMessages('supportPersonUnconfirmed')
      .at('2027-02-15T08:00-08:00')
      .thenMessagesTo('therapist', 'supportPersonUnconfirmed', '2027-02-15 08:00');
  });

  it('who cannot come is reported to the therapist at once, and no longer asked for', () => {
    bookedCourse()
      .at('2027-02-13T12:00-08:00')
      .when(absent())
      .thenMessagesTo('therapist', 'supportPersonAbsent', '2027-02-13 12:00')
      .thenNotOwed('supportPersonAsk')
      .thenNotOwed('supportPersonUnconfirmed')
      .thenGates('support-person-absent');
  });

  it('is asked for again when the session moves', () => {
    bookedCourse()
      .when(confirmed(), moved('dosing-1', '2027-02-16T14:00-08:00'))
      .thenOwed('supportPersonAsk', '2027-02-13 14:00', '2027-02-15 14:00', '2027-02-16 12:00');
  });

  it('is not asked for in person', () => {
    after('preparation 6', AT_THE_PRACTICE_TOO)
      .when(booked('dosing', '2027-02-15T10:00-08:00', { setting: 'inPerson' }))
      .thenAccepted()
      .thenNotOwed('supportPersonAsk')
      .thenNotOwed('supportPersonUnconfirmed');
  });

  it('is reported at once when the session is booked less than two hours ahead', () => {
    bookedCourse()
      .when(moved('dosing-1', '2027-02-10T12:45-08:00'))
      .thenMessagesTo('therapist', 'supportPersonUnconfirmed', '2027-02-10 11:15');
  });

  it('can be confirmed only for a booked dosing session', () => {
    given(courseAfter('preparation 6')).when(confirmed()).thenRejected('no-session-booked');
    bookedCourse()
      .when(report('supportPersonConfirmed', { session: 'preparation-1' }))
      .thenRejected('session-wrong-kind');
    bookedCourse()
      .when(report('supportPersonConfirmed', { session: 'dosing-7' }))
      .thenRejected('session-unknown');
  });
});

describe('a support person who should be there', () => {
  const START = '2027-02-15T10:00-08:00';
  const begun = (fields: { supportPersonPresent?: boolean } = {}, setup = {}) =>
    given(courseAfter('dosing booked 1', setup))
      .at('2027-02-14T10:00-08:00')
      .when(report('supportPersonConfirmed', { session: 'dosing-1' }))
      .at(START)
      .when(report('dosingStarted', { session: 'dosing-1', ...fields }));

  it('is asked about when a session at home began without that word, until the therapist says so', () => {
    const scene = begun().thenTask('support-person-presence', 'therapist');
    scene
      .when(report('taskCompleted', { task: 'support-person-presence:dosing-1' }))
      .thenNoTask('support-person-presence');
  });

  it('is not asked about if they are there, nor once the client is released', () => {
    begun({ supportPersonPresent: true }).thenNoTask('support-person-presence');
    const ended = begun().when(about('dosingEnded', 'dosing-1'));
    ended.thenTask('support-person-presence', 'therapist');
    ended.when(released('dosing-1')).thenNoTask('support-person-presence');
  });

  it('is not asked about where the protocol asks for none', () => {
    const protocol = calmWith(({ dosing, ...calm }) => ({
      ...calm,
      dosing: { ...dosing, supportPersonWhenRemote: false },
    }));
    begun({}, { protocol }).thenNoTask('support-person-presence');
  });
});

describe('a ride home', () => {
  const session = () =>
    given(courseAfter('starter supply', ASKING_FOR_ALL)).when(booked('dosing', '2027-01-29T10:00-08:00'));

  it('is a task for the front desk the day before, until it is confirmed', () => {
    session().at('2027-01-28T09:59-08:00').thenNoTask('ride-home');
    session()
      .at('2027-01-28T10:00-08:00')
      .thenTask('ride-home', 'frontDesk')
      .when(report('rideHomeConfirmed', { session: 'dosing-1' }))
      .thenNoTask('ride-home');
  });
});
