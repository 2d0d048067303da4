/** What a client says of their own accord becomes work for a person, until it is answered. */
import { given, after } from '../support/given';
import { moved, report } from '../support/signals';
import { courseAfter } from '../support/courses';

/** Dosing 1 is booked for Monday 15 February 2027 at 10:00, on Wednesday 10 February at 11:15. */
const booked = () => after('dosing booked 1');
const wish = (fields: { start?: string; words?: string } = {}, session = 'dosing-1') =>
  report('rescheduleRequested', { session, ...fields }, { by: 'client' });
const KEY = /^another-time:dosing-1\.\d+\./;
const open = ({ status }: ReturnType<typeof booked>) =>
  status.tasks.filter(({ kind }) => kind === 'another-time');

describe('a client who asks for another time', () => {
  it('gives the front desk a task that says when, and moves nothing', () => {
    const asked = booked().when(wish({ start: '2027-02-17T10:00-08:00', words: 'Mornings are hard.' }));
    asked.thenEvents('rescheduleRequested').thenTask('another-time', 'frontDesk');
    expect(open(asked)).toMatchObject([
      {
        key: expect.stringMatching(KEY) as string,
        session: 'dosing-1',
        said: { start: '2027-02-17T18:00:00.000Z', words: 'Mornings are hard.' },
      },
    ]);
    expect(asked.session('dosing-1').start).toBe('2027-02-15T18:00:00.000Z');
  });

  it('is answered before the session begins', () => {
    const [task] = open(booked().at('2027-02-15T08:00-08:00').when(wish()));
    expect(task?.dueBy).toBe('2027-02-15T18:00:00.000Z');
  });

  it('needs no task any more once the session is moved, canceled, or over', () => {
    const asked = booked().when(wish());
    asked.when(moved('dosing-1', '2027-02-17T10:00-08:00')).thenNoTask('another-time');
    asked
      .when(report('sessionCancelled', { session: 'dosing-1', reason: 'client' }))
      .thenNoTask('another-time');
    asked
      .at('2027-02-15T11:00-08:00')
      .when(report('sessionNoShow', { session: 'dosing-1' }))
      .thenNoTask('another-time');
    asked.when(report('rideHomeConfirmed', { session: 'dosing-1' })).thenTask('another-time', 'frontDesk');
  });

  it('may take it back: the session stays, and nobody has to answer', () => {
    const back = () => report('rescheduleWithdrawn', { session: 'dosing-1' }, { by: 'client' });
    const asked = booked().when(wish({ words: 'Later, please.' }));
    const kept = asked.when(back()).thenNoTask('another-time');
    expect(kept.session('dosing-1').wish).toBeUndefined();
    expect(kept.session('dosing-1').start).toBe(asked.session('dosing-1').start);
    kept.when(back()).thenRejected('no-other-time-wanted', 'client', 'frontDesk', 'therapist');
    booked().when(back()).thenRejected('no-other-time-wanted', 'client', 'frontDesk', 'therapist');
  });

  it('stays when only the length of the session changes', () => {
    const asked = booked().when(wish());
    const start = asked.session('dosing-1').start;
    asked
      .when(report('sessionRescheduled', { session: 'dosing-1', start, minutes: 90, reason: 'practice' }))
      .thenTask('another-time', 'frontDesk');
  });

  it('is answered by whoever completes the task, and may ask again', () => {
    const asked = booked().when(wish({ words: 'Later, please.' }));
    const [task] = open(asked);
    const told = asked.when(report('taskCompleted', { task: task?.key ?? '' })).thenNoTask('another-time');
    expect(told.session('dosing-1').wish).toBeUndefined();
    expect(told.course.ticked ?? {}).toEqual({});
    told.hours(1).when(wish()).thenTask('another-time', 'frontDesk');
  });

  it('has one wish for each session: the latest', () => {
    const asked = booked()
      .when(wish({ words: 'Earlier.' }))
      .hours(1)
      .when(wish({ words: 'No, later.' }));
    expect(open(asked).map(({ said }) => said?.words)).toEqual(['No, later.']);
  });

  it('is heard while the course is on hold', () => {
    booked()
      .when(report('holdPlaced', { reason: 'as agreed', reviewOn: '2027-03-01T10:00-08:00' }), wish())
      .thenTask('another-time', 'frontDesk');
  });

  it('asks for a time to come, of a session that is booked', () => {
    booked()
      .when(wish({ start: '2027-02-01T10:00-08:00' }))
      .thenRejected('session-in-the-past');
    booked().when(wish({}, 'preparation-1')).thenRejected('session-wrong-status');
    given(courseAfter('consents')).when(wish({}, 'dosing-1')).thenRejected('no-session-booked');
  });
});

describe('a client who writes', () => {
  const write = (about: 'appointments' | 'care', words = 'May I bring my dog?') =>
    report('clientWrote', { about, words }, { by: 'client' });
  const tasks = ({ status }: ReturnType<typeof booked>) =>
    status.tasks.filter(({ kind }) => kind === 'client-wrote');

  it('is answered by the front desk or the therapist, by the next business day', () => {
    // Wednesday, and Friday.
    booked().when(write('appointments')).thenTask('client-wrote', 'frontDesk');
    const wrote = booked().at('2027-02-12T16:00-08:00').when(write('care'));
    wrote.thenTask('client-wrote', 'therapist');
    expect(tasks(wrote)).toMatchObject([
      { key: 'client-wrote:1', dueBy: '2027-02-16T00:00:00.000Z', said: { words: 'May I bring my dog?' } },
    ]);
  });

  it('has a task for each message, although they come at once, until each is answered', () => {
    const wrote = booked().when(write('care', 'One.'), write('care', 'Two.'));
    expect(tasks(wrote).map(({ said }) => said?.words)).toEqual(['One.', 'Two.']);
    const once = wrote.when(report('taskCompleted', { task: 'client-wrote:1' }, { by: 'therapist' }));
    expect(tasks(once).map(({ said }) => said?.words)).toEqual(['Two.']);
    const both = once.when(report('taskCompleted', { task: 'client-wrote:2' }, { by: 'therapist' }));
    both.thenNoTask('client-wrote');
    expect(both.course.written).toBeUndefined();
    expect(tasks(both.when(write('care', 'Three.'))).map(({ key }) => key)).toEqual(['client-wrote:3']);
  });

  it('is not one who has fallen silent', () => {
    const silent = () => given(courseAfter('enrolment'));
    silent()
      .hours(20 * 24)
      .thenMessages('reachOut', '2027-01-18 09:00', '2027-01-21 09:00', '2027-01-24 09:00');
    silent()
      .hours(13 * 24)
      .when(write('care'))
      .hours(7 * 24)
      .thenNoMessages('reachOut');
  });

  it('is heard after the end, too', () => {
    const ended = booked().when(report('clientWithdrew', {}), write('care', 'Thank you.'));
    ended.thenTask('client-wrote', 'therapist');
  });

  it('cannot bury those who answer', () => {
    const many = Array.from({ length: 20 }, (_, n) => write('care', `Message ${n}`));
    booked()
      .when(...many)
      .thenAccepted();
    booked()
      .when(...many, write('care'))
      .thenRejected('messages-unanswered', 'frontDesk', 'therapist');
  });
});

describe('a client who answers how they are after a dosing session', () => {
  // It ended on Monday 15 February 2027 at 11:30.
  const dosed = () => after('dosing 1').at('2027-02-16T10:30-08:00');
  const feels = (feeling: 'well' | 'wantsToTalk' | 'unwell', words?: string) =>
    report('checkInAnswered', { session: 'dosing-1', feeling, ...(words && { words }) }, { by: 'client' });
  const calls = ({ status }: ReturnType<typeof dosed>) =>
    status.tasks.filter(({ kind }) => kind === 'check-in-call');

  it('is called at once if they are not well, and the therapist hears of it, on hold too', () => {
    const unwell = dosed().when(feels('unwell', 'I cannot stop crying.'));
    expect(calls(unwell)).toMatchObject([
      { role: 'therapist', dueBy: '2027-02-16T18:30:00.000Z', said: { words: 'I cannot stop crying.' } },
    ]);
    unwell.thenMessagesTo('therapist', 'clientUnwell', '2027-02-16 10:30');
    dosed()
      .when(report('adverseEventReported', {}), feels('unwell'))
      .thenMessagesTo('therapist', 'clientUnwell', '2027-02-16 10:30');
  });

  it('is a matter for the lead if nobody has called within the hour', () => {
    const escalations = (scene: ReturnType<typeof dosed>) => scene.hours(48).sent('safetyEscalation', 'lead');
    const unwell = dosed().when(feels('unwell'));
    unwell.hours(0.9).thenNoMessages('safetyEscalation');
    unwell.hours(1).thenMessagesTo('lead', 'safetyEscalation', '2027-02-16 11:30');
    expect(escalations(unwell)).toHaveLength(1);
    expect(escalations(dosed().when(feels('wantsToTalk')))).toEqual([]);
    const called = unwell.hours(0.5).when(report('taskCompleted', { task: calls(unwell)[0]?.key ?? '' }));
    expect(escalations(called)).toEqual([]);
  });

  it('is called that day if they would like to talk, and not at all if they are well', () => {
    const talk = dosed().when(feels('wantsToTalk'));
    expect(calls(talk)).toMatchObject([{ dueBy: '2027-02-17T04:00:00.000Z' }]);
    talk.thenNoMessages('clientUnwell');
    dosed().when(feels('well')).thenNoTask('check-in-call');
  });

  it('is called although they say later that they are well, and again if they are worse', () => {
    const unwell = dosed().when(feels('unwell'));
    unwell.hours(1).when(feels('well')).thenTask('check-in-call', 'therapist');
    unwell.hours(1).when(feels('wantsToTalk')).thenTask('check-in-call', 'therapist');
    expect(calls(unwell.hours(1).when(feels('wantsToTalk')))).toMatchObject([
      { dueBy: '2027-02-16T18:30:00.000Z' },
    ]);
    const called = unwell.when(report('taskCompleted', { task: calls(unwell)[0]?.key ?? '' }));
    called.thenNoTask('check-in-call').hours(5).when(feels('unwell')).thenTask('check-in-call', 'therapist');
  });

  it('keeps its time and its first words if they say it again, and adds the new ones', () => {
    const first = dosed().when(feels('unwell', 'I took all my pills.'));
    const again = first.hours(1.9).when(feels('unwell'));
    expect(calls(again)).toMatchObject([
      { dueBy: '2027-02-16T18:30:00.000Z', said: { words: 'I took all my pills.' } },
    ]);
    expect(calls(again.when(feels('unwell', 'Please call.')))).toMatchObject([
      { dueBy: '2027-02-16T18:30:00.000Z', said: { words: 'I took all my pills.\nPlease call.' } },
    ]);
    const worse = dosed().when(feels('wantsToTalk', 'It was much.')).hours(1).when(feels('unwell'));
    expect(calls(worse)).toMatchObject([
      { dueBy: '2027-02-16T19:30:00.000Z', said: { words: 'It was much.' } },
    ]);
  });

  it('is heard after the end, and only about a dosing session that has ended', () => {
    dosed().when(report('clientWithdrew', {}), feels('unwell')).thenTask('check-in-call', 'therapist');
    after('dosing started 1').when(feels('unwell')).thenRejected('nothing-to-check-in-on');
    dosed()
      .when(report('checkInAnswered', { session: 'dosing-2', feeling: 'well' }))
      .thenRejected('nothing-to-check-in-on');
  });
});
