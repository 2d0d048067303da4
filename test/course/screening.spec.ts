import { dosesInSupply } from '../../src/course/questions';
import { courseAfter } from './support/courses';
import { given } from './support/given';
import { booked, said } from './support/said';

const decision = (answer: 'approved' | 'declined' | 'needsInformation', validUntil?: string) =>
  said('prescriberDecision', { decision: answer, ...(validUntil && { validUntil }) });

/** Referred on Wednesday 20 January 2027 at 10:50; the fifth business day after it is the 27th. */
const referred = (closedDays: string[] = []) => courseAfter('preparation 3', { closedDays });

describe('medical screening', () => {
  it('runs beside foundation sessions four to six', () => {
    const course = courseAfter('starter supply');
    expect(dosesInSupply(course)).toBe(2);
    expect(
      course.sessions.filter(({ kind, status }) => kind === 'preparation' && status === 'completed'),
    ).toHaveLength(3);
  });

  it('approves for a year of the practice unless the prescriber says until when', () => {
    const { course } = given(referred()).at('2027-01-22T15:00-08:00').when(decision('approved'));
    expect(course.approval).toMatchObject({ validUntil: '2028-01-22T23:00:00.000Z' });
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
  it('is awaited for five business days', () => {
    given(referred())
      .at('2027-01-27T10:49-08:00')
      .thenNoTask('decision-overdue')
      .hours(0.1)
      .thenTask('decision-overdue', 'frontDesk');
  });

  it('is awaited a day longer for each day the practice is closed', () => {
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

  it('is no longer awaited once it came', () => {
    given(referred())
      .when(decision('approved'))
      .at('2027-02-20T09:00-08:00')
      .thenMessages('decisionOverdue')
      .thenNoTask('decision-overdue');
  });

  it('needs an evaluation, which staff book after a week of nothing', () => {
    given(referred())
      .at('2027-01-27T10:49-08:00')
      .thenNoTask('book-medical-evaluation')
      .hours(0.1)
      .thenTask('book-medical-evaluation', 'frontDesk');
  });

  it('asks for no booking once an evaluation is booked', () => {
    given(referred())
      .when(booked('medical', '2027-02-10T09:00-08:00'))
      .at('2027-01-28T10:49-08:00')
      .thenNoTask('book-medical-evaluation');
  });
});
