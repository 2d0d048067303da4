import { followUpDueBy } from '../../../src/course/selectors/screening';
import { ASKING_FOR_ALL, CALM, courseAfter, started, LOS_ANGELES } from '../support/courses';
import { after, given } from '../support/given';
import { loadProtocol } from '../../../src/protocols/load';
import { about, moved, released, report, booked } from '../support/signals';
import { plusHours } from '../../../src/time/instant';
import { plusBusinessDays } from '../../../src/time/calendar';
import { onTheWall } from '../support/zoned';

/** Evaluated on Thursday 4 March 2027 at 15:00: the quarter of 92 days ends on Friday 4 June at 15:00. */
const confirmed = () => given(courseAfter('dose confirmed'));

describe('the medical follow-up', () => {
  it('is owed 92 civil days after the evaluation', () => {
    expect(followUpDueBy(confirmed().course)).toBe('2027-06-05T06:59:00.000Z');
  });

  it('is announced 30, 14 and 7 days before the quarter ends', () => {
    confirmed()
      .at('2027-06-04T14:59-07:00')
      .thenMessagesTo('client', 'followUpDue', '2027-05-05 15:00', '2027-05-21 15:00', '2027-05-28 15:00');
  });

  it('becomes a task of the prescriber when overdue', () => {
    confirmed()
      .at('2027-06-04T23:58-07:00')
      .thenNoTask('follow-up-overdue')
      .at('2027-06-04T23:59-07:00')
      .thenTask('follow-up-overdue', 'prescriber');
  });

  it('overdue blocks the next dispense', () => {
    confirmed()
      .at('2027-06-05T00:00-07:00')
      .when(report('prescriptionIssued', { doses: 2 }))
      .thenRejected('follow-up-overdue', 'prescriber');
  });

  it('not yet overdue blocks nothing', () => {
    confirmed()
      .at('2027-06-04T22:00-07:00')
      .when(report('prescriptionIssued', { doses: 2 }))
      .thenAccepted();
  });

  it('starts the quarter again', () => {
    const scene = confirmed()
      .at('2027-06-05T15:00-07:00')
      .when(report('followUpCompleted', {}))
      .thenNoTask('follow-up-overdue');
    expect(followUpDueBy(scene.course)).toBe('2027-09-06T06:59:00.000Z');
    scene.when(report('prescriptionIssued', { doses: 2 })).thenAccepted();
  });

  it('never moves the quarter back when an earlier one is reported late', () => {
    const scene = confirmed()
      .hours(48)
      .when(report('followUpCompleted', {}, { occurredAt: '2027-02-20T15:00-08:00' }));
    expect(scene.course.evaluatedAt).toBe('2027-03-04T23:00:00.000Z');
  });

  it('needs an approval to follow up', () => {
    given(courseAfter('preparation 1'))
      .when(report('followUpCompleted', {}))
      .thenRejected('approval-missing');
  });
});

describe('a dose', () => {
  it('of the exploratory sessions is used before the rest is prescribed', () => {
    const scene = given(courseAfter('support for dosing 2'))
      .at('2027-03-01T10:00-08:00')
      .when(about('dosingStarted', 'dosing-2'))
      .hours(2)
      .when(about('dosingEnded', 'dosing-2'), released('dosing-2'))
      .thenAccepted();
    scene.when(report('prescriptionIssued', { doses: 6 })).thenRejected('dose-unconfirmed');
    scene.when(report('doseConfirmed', {}), report('prescriptionIssued', { doses: 6 })).thenAccepted();
  });
});

const approved = () => given(courseAfter('approval', ASKING_FOR_ALL));

describe('labs and training', () => {
  it('are tasks of the prescriber from the approval until they are done', () => {
    approved()
      .thenTask('labs', 'prescriber')
      .thenTask('training', 'prescriber')
      .when(report('labsCleared', {}), report('trainingCompleted', {}))
      .thenNoTask('labs')
      .thenNoTask('training');
  });

  it('are a task again once the labs are too old', () => {
    const cleared = approved().when(report('labsCleared', {}));
    cleared
      .hours(24 * 89)
      .thenNoTask('labs')
      .hours(48)
      .thenTask('labs', 'prescriber');
  });

  /** Labs cleared on January 26 hold until noon of April 26; two weeks before the session of May 20 they have expired. */
  const expiring = (bookedAt: string, start = '2027-05-20T10:00-07:00') =>
    given(courseAfter('starter supply', ASKING_FOR_ALL))
      .when(report('labsCleared', {}, { occurredAt: '2027-01-26T12:00-08:00' }))
      .at(bookedAt)
      .when(booked('dosing', start));

  it('are a task two weeks before a session for which they will be too old, or when it is booked', () => {
    const early = expiring('2027-02-01T12:00-08:00', '2027-05-01T10:00-07:00');
    early.thenAccepted().at('2027-04-17T09:59-07:00').thenNoTask('labs');
    const task = Object.values(
      early.at('2027-04-17T10:00-07:00').thenTask('labs', 'prescriber').course.tasks,
    );
    expect(task.find(({ kind }) => kind === 'labs')?.dueBy).toBe('2027-05-01T17:00:00.000Z');
    expiring('2027-04-20T12:00-07:00', '2027-05-01T10:00-07:00').thenTask('labs', 'prescriber');
    expiring('2027-02-01T12:00-08:00')
      .at('2027-04-26T23:58-07:00')
      .thenNoTask('labs')
      .hours(0.1)
      .thenTask('labs', 'prescriber');
  });

  it('are not a task while they are valid until the session', () => {
    expiring('2027-02-01T12:00-08:00', '2027-04-26T11:00-07:00')
      .at('2027-04-26T10:00-07:00')
      .thenNoTask('labs');
  });

  it('are a task after the series only while a booked session is not covered', () => {
    const maintained = given(courseAfter('maintenance', ASKING_FOR_ALL))
      .hours(24 * 40)
      .thenNoTask('labs');
    const { now } = maintained;
    const booster = maintained.when(booked('dosing', plusHours(now, 24 * 60))).thenAccepted();
    const owed = booster.hours(24 * 59).thenTask('labs', 'prescriber');
    owed.when(report('labsCleared', {})).thenNoTask('labs');
    owed.when(report('sessionCancelled', { session: 'dosing-9' })).thenNoTask('labs');
    maintained
      .when(report('labsCleared', {}), booked('dosing', plusHours(now, 24 * 5)))
      .hours(1)
      .thenNoTask('labs');
  });

  it.each(['labsCleared', 'trainingCompleted'] as const)(
    '%s is refused where the protocol does not require it',
    (name) => {
      given(courseAfter('approval'))
        .when(report(name, {}))
        .thenRejected(name === 'labsCleared' ? 'labs-not-asked' : 'training-not-asked', 'lead');
    },
  );
});

const moreSessions = (sessions: number) =>
  report('prescriberDecision', { decision: 'morePreparation', sessions });

/** The next foundation session, booked and done. */
const another = (scene: ReturnType<typeof given>, number: number, start: string) =>
  scene
    .when(booked('preparation', start))
    .at(start)
    .when(about('sessionCompleted', `preparation-${number}`));

/** CALM, if its referral did not wait for the therapist's word. */
const UNASKED = {
  protocol: { ...CALM, screening: { ...CALM.screening, confirmSuitability: false } },
};

describe('the referral', () => {
  it('is not asked for after the second session', () => {
    expect(courseAfter('preparation 2').referral).toBeUndefined();
  });

  it('is asked for when the third session is completed', () => {
    const scene = given(courseAfter('preparation 2', UNASKED)).when(
      booked('preparation', '2027-01-20T10:00-08:00'),
    );
    const after = scene.at('2027-01-20T10:50-08:00').when(about('sessionCompleted', 'preparation-3'));
    expect(after.all('referralRequested')).toMatchObject([{ at: '2027-01-20T18:50:00.000Z' }]);
  });

  it('is asked for once', () => {
    const scene = another(given(courseAfter('preparation 3')), 4, '2027-01-27T10:00-08:00');
    expect(scene.all('referralRequested')).toEqual([]);
  });

  it('waits for the treatment consent', () => {
    const first = another(given(started(UNASKED)), 1, '2027-01-06T10:00-08:00');
    const second = another(first, 2, '2027-01-13T10:00-08:00');
    const third = another(second, 3, '2027-01-20T10:00-08:00');
    expect(third.all('referralRequested')).toEqual([]);
    const signed = third.when(report('consentSigned', { kinds: ['treatment'] }));
    expect(signed.all('referralRequested')).toHaveLength(1);
  });

  it('is held back during a hold', () => {
    const scene = given(courseAfter('preparation 2', UNASKED)).when(
      booked('preparation', '2027-01-20T10:00-08:00'),
      report('crisisFlagged', {}),
    );
    const done = scene.at('2027-01-20T10:50-08:00').when(about('sessionCompleted', 'preparation-3'));
    expect(done.all('referralRequested')).toEqual([]);
    const lifted = done.when(report('holdLifted', { hold: 'hold-1', reason: 'seen and well' }));
    expect(lifted.all('referralRequested')).toHaveLength(1);
  });

  it('is sent again when the prescriber asked for one more session and it is done', () => {
    const scene = another(
      given(courseAfter('preparation 3')).when(moreSessions(1)),
      4,
      '2027-01-27T10:00-08:00',
    );
    expect(scene.all('referralRequested')).toHaveLength(1);
  });

  it('is not sent again before all sessions asked for are done', () => {
    const scene = another(
      given(courseAfter('preparation 3')).when(moreSessions(2)),
      4,
      '2027-01-27T10:00-08:00',
    );
    expect(scene.all('referralRequested')).toEqual([]);
  });

  it('cannot be decided on before it was asked for', () => {
    given(courseAfter('preparation 2')).when(moreSessions(1)).thenRejected('not-referred', 'therapist');
  });
});

describe('more preparation', () => {
  it('raises the minimum', () => {
    expect(given(courseAfter('preparation 3')).when(moreSessions(5)).course.preparationMinimum).toBe(8);
  });

  it("never lowers the protocol's minimum", () => {
    expect(given(courseAfter('preparation 3')).when(moreSessions(1)).course.preparationMinimum).toBe(6);
  });
});

describe('a dose review that does not come', () => {
  const waiting = () => given(courseAfter('integration 2'));

  it('is chased at the prescriber after five business days, and at the lead after ten', () => {
    const { integratedAt } = waiting().course.cycles[1] ?? {};
    const after = (days: number) =>
      onTheWall(
        LOS_ANGELES,
        plusBusinessDays(waiting().course.practice, integratedAt ?? waiting().now, days),
      );
    const late = waiting().hours(24 * 21);
    late.thenMessagesTo('prescriber', 'decisionOverdue', after(5));
    late.thenMessagesTo('lead', 'decisionOverdue', after(10));
    late.thenTask('decision-overdue', 'frontDesk').thenTask('dose-review', 'prescriber');
    late.when(report('doseConfirmed', {})).thenNoTask('decision-overdue');
  });

  it('is no silence of the client', () => {
    const late = waiting().hours(24 * 30);
    late.thenNoMessages('reachOut').thenNoTask('silence-decision');
    late
      .when(report('courseClosed', { outcome: 'lostToFollowUp' }))
      .thenRejected('client-waits', 'therapist', 'prescriber');
  });
});

const moreAsked = () =>
  given(courseAfter('dosing booked 1'))
    .when(report('prescriberDecision', { decision: 'morePreparation', sessions: 1 }))
    .thenAccepted();

describe('a dosing session booked before the prescriber asks for more preparation', () => {
  it('has a task for the front desk, due before it', () => {
    const scene = moreAsked().thenTask('preparation-before-session', 'frontDesk');
    const task = Object.values(scene.course.tasks).find(({ kind }) => kind === 'preparation-before-session');
    expect(task).toMatchObject({ session: 'dosing-1', dueBy: scene.session('dosing-1').start });
  });

  it('needs nobody once the preparation is booked before it', () => {
    const scene = moreAsked();
    const { start } = scene.session('dosing-1');
    scene.when(booked('preparation', plusHours(start, -24))).thenNoTask('preparation-before-session');
  });

  it('still does if the preparation is booked after it, until it is moved', () => {
    const scene = moreAsked();
    const { start } = scene.session('dosing-1');
    const later = scene.when(booked('preparation', plusHours(start, 24)));
    later.thenTask('preparation-before-session', 'frontDesk');
    later.when(moved('dosing-1', plusHours(start, 48))).thenNoTask('preparation-before-session');
  });

  it('needs nobody once it is canceled, or approved after all', () => {
    moreAsked()
      .when(report('sessionCancelled', { session: 'dosing-1', reason: 'practice' }))
      .thenNoTask('preparation-before-session');
    moreAsked()
      .when(report('prescriberDecision', { decision: 'approved' }))
      .thenNoTask('preparation-before-session');
  });

  it('has none where nothing is booked', () => {
    given(courseAfter('preparation 6'))
      .when(report('prescriberDecision', { decision: 'morePreparation', sessions: 1 }))
      .thenNoTask('preparation-before-session');
  });
});

const MACKENZIE = { protocol: loadProtocol('mackenzie') };

describe('the first follow-up after dosing', () => {
  it('is to be booked where the page says so, until it is booked or took place', () => {
    const dosed = after('dosing ended 1', MACKENZIE);
    dosed.thenTask('book-follow-up', 'frontDesk');
    dosed.when(booked('medical', plusHours(dosed.now, 24 * 7))).thenNoTask('book-follow-up');
    const later = dosed.hours(30);
    later.when(report('followUpCompleted', {})).thenNoTask('book-follow-up');
  });

  it('comes by the quarter where it does not', () => {
    after('dosing ended 1').thenNoTask('book-follow-up');
  });

  it('has the length of a follow-up, not of the evaluation', () => {
    const scene = after('dosing ended 1', MACKENZIE);
    const { followUp, screening } = MACKENZIE.protocol;
    expect(followUp.minutes).not.toBe(screening.minutes);
    const book = booked('medical', plusHours(scene.now, 24 * 7));
    expect(scene.when(book).session('medical-1').minutes).toBe(followUp.minutes);
    const first = after('enrolment', MACKENZIE);
    const early = booked('medical', plusHours(first.now, 24 * 7));
    expect(first.when(early).session('medical-1').minutes).toBe(screening.minutes);
  });
});
