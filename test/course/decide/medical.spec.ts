import { usableDoses } from '../../../src/course/selectors/supply';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { booked, said } from '../support/said';

const decision = (answer: 'approved' | 'declined' | 'needsInformation', validUntil?: string) =>
  said('prescriberDecision', { decision: answer, ...(validUntil && { validUntil }) });

/** Referred on Wednesday 20 January 2027 at 10:50; the fifth business day after it is the 27th. */
const referred = (closedDays: string[] = []) => courseAfter('preparation 3', { closedDays });

describe('an evaluation that was canceled or missed', () => {
  const referred = () => given(courseAfter('enrolment', { protocol: loadProtocol('healing-cornerstone') }));
  const paid = () => said('paymentPosted', { cents: 25_000, method: 'card' });
  const start = '2027-01-08T10:00-08:00';

  it('must be booked again, at once if it has been due for a long time', () => {
    const made = referred().when(paid(), booked('medical', start)).thenAccepted();
    made.hours(24 * 3).thenNoTask('book-medical-evaluation');
    const cancelled = made
      .at('2027-01-07T10:00-08:00')
      .when(said('sessionCancelled', { session: 'medical-1' }));
    cancelled.thenNoTask('book-medical-evaluation');
    const owed = cancelled.at('2027-01-12T10:00-08:00').thenTask('book-medical-evaluation', 'frontDesk');
    owed.when(booked('medical', '2027-01-20T10:00-08:00')).thenNoTask('book-medical-evaluation');
    const missed = owed
      .when(booked('medical', '2027-01-20T10:00-08:00'))
      .at('2027-01-20T10:00-08:00')
      .when(said('sessionNoShow', { session: 'medical-2' }))
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
