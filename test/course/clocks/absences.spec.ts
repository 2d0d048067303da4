import { calmWith, courseAfter } from '../support/courses';
import { given } from '../support/given';
import { about, booked, moved, report } from '../support/signals';

const START = '2027-02-15T10:00-08:00';
const withFee = {
  protocol: calmWith((calm) => ({ ...calm, cancellation: { ...calm.cancellation, feeCents: 5_000 } })),
};
/** Dosing 1 is booked for Monday 15 February 2027 at 10:00, its integration for Tuesday at 14:00. */
const ahead = () =>
  given(courseAfter('dosing booked 1')).when(booked('integration', '2027-02-16T14:00-08:00')).thenAccepted();

describe('a client who does not come', () => {
  const missed = () => ahead().at('2027-02-15T11:00-08:00').when(about('sessionNoShow', 'dosing-1'));

  it('is called the same day', () => {
    const { course } = missed().thenTask('wellness-call', 'therapist');
    expect(course.tasks['wellness-call:dosing-1']?.dueBy).toBe('2027-02-16T04:00:00.000Z');
  });

  it('is called at once when it is reported late in the evening', () => {
    const { course } = ahead().at('2027-02-15T22:00-08:00').when(about('sessionNoShow', 'dosing-1'));
    expect(course.tasks['wellness-call:dosing-1']?.dueBy).toBe('2027-02-16T06:00:00.000Z');
  });

  it('is called once', () => {
    missed()
      .when(report('taskCompleted', { task: 'wellness-call:dosing-1' }))
      .hours(48)
      .thenNoTask('wellness-call');
  });

  it('is called whatever kind of session it was', () => {
    given(courseAfter('enrolment'))
      .when(booked('preparation', '2027-01-06T10:00-08:00'))
      .at('2027-01-06T10:30-08:00')
      .when(about('sessionNoShow', 'preparation-1'))
      .thenTask('wellness-call', 'therapist');
  });

  it('takes the integration booked ahead along', () => {
    missed().thenEvents('sessionNoShow', 'sessionCancelled');
    expect(missed().session('integration-1').status).toBe('cancelled');
  });
});

describe('a dosing session that is canceled', () => {
  const canceled = () => ahead().when(report('sessionCancelled', { session: 'dosing-1', reason: 'client' }));

  it('takes the integration booked ahead along', () => {
    canceled()
      .thenEvents('sessionCancelled', 'sessionCancelled')
      .thenMessages('sessionCancelled', '2027-02-10 11:15', '2027-02-10 11:15');
  });

  it('leaves the other sessions', () => {
    given(courseAfter('dosing booked 1'))
      .when(
        booked('preparation', '2027-02-12T10:00-08:00'),
        report('sessionCancelled', { session: 'dosing-1', reason: 'client' }),
      )
      .thenEvents('sessionCancelled');
  });

  it('leaves the integration that an earlier one is owed', () => {
    const left = given(courseAfter('integration booked 1'))
      .when(
        report('gateOverridden', { gate: 'integration-owed', reason: 'talked through' }),
        booked('dosing', '2027-03-01T10:00-08:00'),
        report('sessionCancelled', { session: 'dosing-2', reason: 'client' }),
      )
      .thenEvents('sessionCancelled');
    expect(left.session('integration-1').status).toBe('scheduled');
  });

  it('costs one fee, not two', () => {
    const late = given(courseAfter('dosing booked 1', withFee))
      .when(booked('integration', '2027-02-15T14:00-08:00'))
      .at('2027-02-15T09:00-08:00')
      .when(report('sessionCancelled', { session: 'dosing-1', reason: 'client' }));
    expect(late.all('ledgerEntered')).toHaveLength(1);
  });
});

describe('a dosing session that moves', () => {
  const start = (to: string) =>
    ahead().when(moved('dosing-1', to)).thenAccepted().session('integration-1').start;

  it('takes its integration along by as many days', () => {
    expect(start('2027-02-19T15:00-08:00')).toBe('2027-02-20T22:00:00.000Z');
    ahead()
      .when(moved('dosing-1', '2027-02-19T15:00-08:00'))
      .thenMessages('sessionMoved', '2027-02-10 11:15', '2027-02-10 11:15');
  });

  it('keeps the time of day over a change of clocks', () => {
    expect(start('2027-03-13T10:00-08:00')).toBe('2027-03-14T21:00:00.000Z');
  });

  it('never leaves it before the end of the session', () => {
    const sameDay = given(courseAfter('dosing booked 1')).when(
      booked('integration', '2027-02-15T14:00-08:00'),
      moved('dosing-1', '2027-02-15T13:00-08:00'),
    );
    expect(sameDay.session('integration-1').start).toBe('2027-02-16T01:00:00.000Z');
  });

  it('does not move where its integration would lie across another session', () => {
    ahead()
      .when(booked('preparation', '2027-02-20T14:30-08:00'), moved('dosing-1', '2027-02-19T15:00-08:00'))
      .thenRejected('session-overlaps', 'frontDesk', 'therapist');
  });
});

describe('two sessions of one client', () => {
  it.each(['2027-02-15T09:30-08:00', '2027-02-15T10:00-08:00', '2027-02-15T11:59-08:00'])(
    'do not overlap (%s)',
    (at) => {
      given(courseAfter('dosing booked 1'))
        .when(booked('preparation', at))
        .thenRejected('session-overlaps', 'frontDesk', 'therapist');
    },
  );

  it('may follow each other at once', () => {
    const { minutes } = given(courseAfter('dosing booked 1')).session('dosing-1');
    const end = new Date(Date.parse(START) + minutes * 60_000).toISOString();
    given(courseAfter('dosing booked 1'))
      .when(booked('preparation', end))
      .thenAccepted()
      .when(booked('preparation', '2027-02-15T09:10-08:00'))
      .thenAccepted();
  });

  it('do not come to overlap by a move, but a session may move within its own time', () => {
    ahead()
      .when(moved('integration-1', START))
      .thenRejected('session-overlaps')
      .when(moved('integration-1', '2027-02-16T14:30-08:00'))
      .thenAccepted();
  });

  it('do not overlap with one that was canceled', () => {
    given(courseAfter('dosing booked 1'))
      .when(
        report('sessionCancelled', { session: 'dosing-1', reason: 'client' }),
        booked('preparation', START),
      )
      .thenAccepted();
  });
});

describe('a support person who cannot come', () => {
  const session = { session: 'dosing-1' };
  const absent = () => report('supportPersonUnavailable', session);
  const late = () =>
    given(courseAfter('support for dosing 1', withFee)).at('2027-02-15T09:00-08:00').when(absent());

  it('is not talked away: nobody overrides it', () => {
    const gate = 'support-person-absent';
    for (const by of ['therapist', 'frontDesk', 'lead', 'prescriber'] as const) {
      late()
        .when(report('gateOverridden', { gate, reason: 'we manage without' }, { by }))
        .thenRejected('gate-not-overridable');
    }
    late()
      .at(START)
      .when(about('dosingStarted', 'dosing-1'))
      .thenRejected('support-person-absent', 'client', 'supportPerson', 'frontDesk', 'therapist');
  });

  it('is work for the front desk: a new time', () => {
    const { course } = late().thenTask('reschedule-session', 'frontDesk');
    expect(Object.values(course.tasks).find(({ kind }) => kind === 'reschedule-session')?.dueBy).toBe(
      '2027-02-15T18:00:00.000Z',
    );
    late().when(moved('dosing-1', '2027-02-17T10:00-08:00')).thenNoTask('reschedule-session');
  });

  it('may be another who can', () => {
    late()
      .when(report('supportPersonConfirmed', session))
      .thenNoTask('reschedule-session')
      .at(START)
      .when(about('dosingStarted', 'dosing-1'))
      .thenAccepted();
  });

  it('is notified each time', () => {
    late()
      .hours(0.2)
      .when(report('supportPersonConfirmed', session))
      .hours(0.2)
      .when(absent())
      .thenMessages('supportPersonAbsent', '2027-02-15 09:00', '2027-02-15 09:24')
      .hours(0.1)
      .when(absent())
      .thenMessages('supportPersonAbsent', '2027-02-15 09:00', '2027-02-15 09:24');
  });

  it('never costs a fee: neither a cancellation nor a client who did not come', () => {
    const canceled = late().when(report('sessionCancelled', { ...session, reason: 'client' }));
    const missed = late().at(START).when(about('sessionNoShow', 'dosing-1'));
    expect(canceled.thenAccepted().all('ledgerEntered')).toEqual([]);
    expect(missed.thenAccepted().all('ledgerEntered')).toEqual([]);
  });

  it('costs what it costs where they would have come', () => {
    const canceled = given(courseAfter('support for dosing 1', withFee))
      .at('2027-02-15T09:00-08:00')
      .when(report('sessionCancelled', { ...session, reason: 'client' }));
    expect(canceled.all('ledgerEntered')).toHaveLength(1);
  });
});
