import { usableDoses } from '../../../src/course/selectors/supply';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter } from '../support/courses';
import { given, after, type Scene } from '../support/given';
import { booked, report, about } from '../support/signals';
import { plusHours } from '../../../src/time/instant';

const decision = (answer: 'approved' | 'declined' | 'needsInformation', validUntil?: string) =>
  report('prescriberDecision', { decision: answer, ...(validUntil && { validUntil }) });

/** Referred on Wednesday 20 January 2027 at 10:50; the fifth business day after it is the 27th. */
const referred = (closedDays: string[] = []) => courseAfter('preparation 3', { closedDays });

describe('an evaluation that was canceled or missed', () => {
  const referred = () => given(courseAfter('enrolment', { protocol: loadProtocol('healing-cornerstone') }));
  const paid = () => report('paymentPosted', { cents: 25_000, method: 'card' });
  const start = '2027-01-08T10:00-08:00';

  it('must be booked again, at once if it has been due for a long time', () => {
    const made = referred().when(paid(), booked('medical', start)).thenAccepted();
    made.hours(24 * 3).thenNoTask('book-medical-evaluation');
    const canceled = made
      .at('2027-01-07T10:00-08:00')
      .when(report('sessionCancelled', { session: 'medical-1' }));
    canceled.thenNoTask('book-medical-evaluation');
    const owed = canceled.at('2027-01-12T10:00-08:00').thenTask('book-medical-evaluation', 'frontDesk');
    owed.when(booked('medical', '2027-01-20T10:00-08:00')).thenNoTask('book-medical-evaluation');
    const missed = owed
      .when(booked('medical', '2027-01-20T10:00-08:00'))
      .at('2027-01-20T10:00-08:00')
      .when(report('sessionNoShow', { session: 'medical-2' }))
      .thenAccepted();
    missed.thenTask('book-medical-evaluation', 'frontDesk');
  });
});

describe('medical screening', () => {
  it('runs alongside foundation sessions four to six', () => {
    const course = courseAfter('starter supply');
    expect(usableDoses(course)).toBe(2);
    expect(
      course.sessions.filter(({ kind, status }) => kind === 'preparation' && status === 'completed'),
    ).toHaveLength(3);
  });

  it('approves for a year by the practice’s calendar unless the prescriber names a date', () => {
    const { course } = given(referred()).at('2027-01-22T15:00-08:00').when(decision('approved'));
    expect(course.approval).toMatchObject({ validUntil: '2028-01-23T07:59:00.000Z' });
  });

  it('approves until the day the prescriber names', () => {
    const { course } = given(referred()).when(decision('approved', '2027-06-01T00:00-07:00'));
    expect(course.approval?.validUntil).toBe('2027-06-01T07:00:00.000Z');
  });

  it('refuses an approval that has already ended', () => {
    given(referred())
      .when(decision('approved', '2027-01-19T00:00-08:00'))
      .thenRejected('approval-already-expired', 'prescriber');
  });

  it.each(['declined', 'needsInformation'] as const)('leaves the course unapproved when %s', (answer) => {
    given(referred())
      .when(decision(answer))
      .thenEvents('prescriberDecision')
      .thenGates('approval-missing', 'supply-empty', 'preparation-short');
  });

  it('withdraws an approval when the prescriber later declines', () => {
    given(courseAfter('support for dosing 1')).when(decision('declined')).thenGates('approval-missing');
  });
});

describe("the prescriber's decision", () => {
  it('is due within five business days', () => {
    given(referred())
      .at('2027-01-27T10:49-08:00')
      .thenNoTask('decision-overdue')
      .hours(0.1)
      .thenTask('decision-overdue', 'frontDesk');
  });

  it('is due a day later for each day the practice is closed', () => {
    given(referred(['2027-01-25', '2027-01-26']))
      .at('2027-01-29T10:49-08:00')
      .thenNoTask('decision-overdue')
      .hours(0.1)
      .thenTask('decision-overdue', 'frontDesk');
  });

  it('reminds the prescriber, and the lead after as long again', () => {
    given(referred())
      .at('2027-02-20T09:00-08:00')
      .thenMessagesTo('prescriber', 'decisionOverdue', '2027-01-27 10:50')
      .thenMessagesTo('lead', 'decisionOverdue', '2027-02-03 10:50');
  });

  it('is no longer awaited once it is made', () => {
    given(referred())
      .when(decision('approved'))
      .at('2027-02-20T09:00-08:00')
      .thenNoMessages('decisionOverdue')
      .thenNoTask('decision-overdue');
  });

  it('needs an evaluation, which staff book after a week without one', () => {
    given(referred())
      .at('2027-01-27T10:49-08:00')
      .thenNoTask('book-medical-evaluation')
      .hours(0.1)
      .thenTask('book-medical-evaluation', 'frontDesk');
  });

  it('creates no task to book once an evaluation is booked', () => {
    given(referred())
      .when(booked('medical', '2027-02-10T09:00-08:00'))
      .at('2027-01-28T10:49-08:00')
      .thenNoTask('book-medical-evaluation');
  });
});

const late = (scene: Scene, hours: number) => ({ occurredAt: plusHours(scene.now, -hours) });

describe('an older decision reported after a newer one', () => {
  it('of the prescriber changes nothing: the decline remains', () => {
    const declined = after('dosing booked 1')
      .hours(10)
      .when(report('prescriberDecision', { decision: 'declined' }));
    const later = declined.hours(1);
    later
      .when(report('prescriberDecision', { decision: 'approved' }, late(later, 3)))
      .thenRejected('decision-overtaken', 'prescriber')
      .when(report('prescriberDecision', { decision: 'approved' }))
      .thenAccepted();
  });

  it('of the prescriber does not undo a renewed approval', () => {
    const renewed = after('approval')
      .hours(10)
      .when(report('prescriberDecision', { decision: 'approved' }))
      .hours(1);
    renewed
      .when(report('prescriberDecision', { decision: 'declined' }, late(renewed, 3)))
      .thenRejected('decision-overtaken');
  });
});

/** Dosing 1 is booked for Monday 15 February 2027 at 10:00, its integration for the day after. */
const bookedCourse = () =>
  given(courseAfter('dosing booked 1')).when(booked('integration', '2027-02-16T14:00-08:00'));
const declined = () => bookedCourse().when(decision('declined'));
const early = () => given(courseAfter('preparation 3')).when(decision('declined'));

describe('a course that is declined', () => {
  it('cancels the booked dosing session and the integration after it', () => {
    declined().thenEvents('prescriberDecision', 'sessionCancelled', 'sessionCancelled');
    expect(declined().session('dosing-1')).toMatchObject({ status: 'cancelled', calledOff: true });
    expect(declined().session('integration-1').status).toBe('cancelled');
  });

  it('takes both out of the calendar, asks for no other time, and sends no reminders', () => {
    declined()
      .at('2027-02-20T12:00-08:00')
      .thenMessages('sessionCalledOff', '2027-02-10 11:15', '2027-02-10 11:15')
      .thenNoMessages('sessionCancelled')
      .thenNoMessages('sessionReminder')
      .thenNoMessages('supportPersonAsk');
  });

  it('keeps preparation sessions, because therapy may continue', () => {
    const kept = given(courseAfter('preparation 3'))
      .when(booked('preparation', '2027-01-27T10:00-08:00'), decision('declined'))
      .thenEvents('prescriberDecision');
    expect(kept.session('preparation-4').status).toBe('scheduled');
  });

  it('keeps the integration of a dosing that has taken place', () => {
    const owed = given(courseAfter('integration booked 1')).when(decision('declined'));
    expect(owed.session('integration-1').status).toBe('scheduled');
    expect(owed.status.phase).toBe('integrationDue');
  });

  it('is announced to the client in neutral words, and the therapist offers therapy', () => {
    early()
      .thenMessagesTo('client', 'courseDeclined', '2027-01-20 11:05')
      .thenTask('offer-therapy', 'therapist')
      .thenNoTask('book-preparation');
    expect(early().status).toMatchObject({ phase: 'declined', waitingOn: 'therapist' });
  });

  it('is announced once, whether or not it is then closed', () => {
    early()
      .when(report('courseClosed', { outcome: 'declined' }))
      .thenAccepted()
      .hours(48)
      .thenMessages('courseDeclined', '2027-01-20 11:05')
      .thenNoMessages('courseEndedEarly');
  });

  it('is announced in the morning when it is declined and closed at night', () => {
    given(courseAfter('preparation 3'))
      .at('2027-01-20T22:00-08:00')
      .when(decision('declined'), report('courseClosed', { outcome: 'declined' }))
      .hours(24)
      .thenMessages('courseDeclined', '2027-01-21 09:00');
  });

  it('is not treated as unresponsive: the therapist decides', () => {
    early().at('2027-03-20T12:00-07:00').thenNoMessages('reachOut').thenNoTask('silence-decision');
  });

  it('continues when it is approved after all, and announces a second decline', () => {
    const approved = early().hours(24).when(decision('approved'));
    approved.thenNoTask('offer-therapy').thenTask('book-preparation', 'frontDesk');
    expect(approved.status.phase).toBe('preparation');
    approved
      .hours(24)
      .when(decision('declined'))
      .thenMessages('courseDeclined', '2027-01-20 11:05', '2027-01-22 11:05');
  });

  it('offers no booster', () => {
    given(courseAfter('maintenance'))
      .when(decision('declined'))
      .at('2027-07-30T12:00-07:00')
      .thenNoMessages('boosterNotice')
      .thenNoMessages('boosterMissed');
  });

  it('sends no invitation to a follow-up', () => {
    const at = '2027-05-25T12:00-07:00';
    given(courseAfter('dosing booked 3')).when(decision('declined')).at(at).thenNoMessages('followUpDue');
    expect(given(courseAfter('dosing booked 3')).at(at).sent('followUpDue')).not.toEqual([]);
  });

  it('owes no dose review: the decision is already made', () => {
    const reviewed = given(courseAfter('integration 2')).thenTask('dose-review', 'prescriber');
    const answered = reviewed.when(decision('declined')).thenNoTask('dose-review');
    answered
      .hours(24 * 30)
      .thenNoTask('decision-overdue')
      .thenNoMessages('decisionOverdue');
    answered
      .hours(24 * 30)
      .when(report('courseClosed', { outcome: 'lostToFollowUp' }))
      .thenRejected('no-step-owed')
      .when(report('courseClosed', { outcome: 'declined' }))
      .thenAccepted();
    answered.when(decision('approved')).thenTask('dose-review', 'prescriber');
  });

  it('leaves a session under way alone', () => {
    given(courseAfter('dosing started 1'))
      .when(decision('declined'))
      .hours(1.5)
      .when(about('dosingEnded', 'dosing-1'))
      .thenAccepted();
  });
});

describe('limits of vital signs', () => {
  const limits = (systolicMax: number, diastolicMax: number) =>
    report('vitalsLimitsSet', { systolicMax, diastolicMax, pulseMax: 100 });

  it.each([
    [90, 140],
    [120, 120],
  ])('that contradict themselves are refused: %d over %d', (systolic, diastolic) => {
    given(courseAfter('support for dosing 1'))
      .when(limits(systolic, diastolic))
      .thenRejected('limits-contradict', 'prescriber');
  });

  it('that do not are taken', () => {
    given(courseAfter('support for dosing 1')).when(limits(120, 119)).thenAccepted();
  });
});
