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
