/** The good-faith estimate is due by law: in business days after a booking. 45 CFR 149.610(b)(1) */
import { deadlines } from '../../../src/course/status/deadlines';
import { loadProtocol } from '../../../src/protocols/load';
import { LOS_ANGELES, started, type Setup } from '../support/courses';
import { given, type Scene } from '../support/given';
import { booked, moved, report } from '../support/signals';

/** Starts on Monday 4 January 2027 at 9:00. */
const enrolled = (setup: Setup = {}) =>
  given(started({ zone: LOS_ANGELES, ...setup })).when(report('consentSigned', { kinds: ['treatment'] }));
const issued = report('estimateIssued', { estimate: 'estimate-1', totalCents: 746_000 });

const dueBy = ({ course }: Scene) =>
  Object.values(course.tasks).find(({ kind }) => kind === 'issue-estimate')?.dueBy;
const breaches = (scene: Scene) =>
  scene.all('breached').flatMap(({ kind, at }) => (kind === 'estimate' ? [at] : []));

describe('the estimate for a booked session', () => {
  it.each([
    [
      'three business days ahead, by the end of the next',
      '2027-01-07T10:00-08:00',
      '2027-01-06T07:59:00.000Z',
    ],
    [
      'nine business days ahead, by the end of the next',
      '2027-01-15T10:00-08:00',
      '2027-01-06T07:59:00.000Z',
    ],
    [
      'ten business days ahead, by the end of the third',
      '2027-01-18T10:00-08:00',
      '2027-01-08T07:59:00.000Z',
    ],
  ])('is due, where it is booked %s', (_ahead, start, by) => {
    const scene = enrolled().when(booked('preparation', start)).thenTask('issue-estimate', 'biller');
    expect(dueBy(scene)).toBe(by);
    expect(breaches(scene.at('2027-01-09T09:00-08:00'))).toEqual([by]);
    const legal = deadlines(scene.course).filter(({ what }) => what === 'estimate');
    expect(legal.map(({ at }) => at)).toEqual([by]);
  });

  it('has no set day where it is booked less than three business days ahead', () => {
    const scene = enrolled().when(booked('preparation', '2027-01-06T10:00-08:00')).thenAccepted();
    expect(breaches(scene.at('2027-02-01T09:00-08:00'))).toEqual([]);
  });

  it('counts the days on which the practice is open', () => {
    const closed = enrolled({ closedDays: ['2027-01-05'] });
    expect(dueBy(closed.when(booked('preparation', '2027-01-08T10:00-08:00')))).toBe(
      '2027-01-07T07:59:00.000Z',
    );
    const friday = enrolled()
      .at('2027-01-08T16:00-08:00')
      .when(booked('preparation', '2027-01-14T10:00-08:00'));
    expect(dueBy(friday)).toBe('2027-01-12T07:59:00.000Z');
  });

  it('is late only if nobody has issued it, and that is recorded once', () => {
    const scene = enrolled().when(booked('preparation', '2027-01-11T10:00-08:00')).thenAccepted();
    expect(breaches(scene.at('2027-01-05T12:00-08:00').when(issued).at('2027-01-20T09:00-08:00'))).toEqual(
      [],
    );
    const late = scene.at('2027-01-06T00:00-08:00');
    expect(breaches(late)).toEqual(['2027-01-06T07:59:00.000Z']);
    expect(breaches(late.at('2027-01-20T09:00-08:00'))).toEqual(['2027-01-06T07:59:00.000Z']);
    late.when(issued).thenNoTask('issue-estimate');
  });

  it('is still due as first booked after a move', () => {
    const scene = enrolled()
      .when(booked('preparation', '2027-01-11T10:00-08:00'), moved('preparation-1', '2027-01-29T10:00-08:00'))
      .thenAccepted();
    expect(dueBy(scene)).toBe('2027-01-06T07:59:00.000Z');
  });

  it('is not due once the session is canceled in time', () => {
    const scene = enrolled()
      .when(booked('preparation', '2027-01-11T10:00-08:00'))
      .hours(1)
      .when(report('sessionCancelled', { session: 'preparation-1', reason: 'client' }))
      .thenAccepted();
    expect(breaches(scene.at('2027-01-20T09:00-08:00'))).toEqual([]);
  });

  it('is asked for at the front desk from a day before the session, until it is issued', () => {
    const scene = enrolled()
      .when(booked('preparation', '2027-01-11T10:00-08:00'))
      .at('2027-01-10T09:59-08:00')
      .thenNoTask('estimate-before-session')
      .at('2027-01-10T10:00-08:00')
      .thenTask('estimate-before-session', 'frontDesk');
    scene.when(issued).thenNoTask('estimate-before-session');
  });

  it('that was given by hand is not asked for again', () => {
    const scene = enrolled().when(booked('preparation', '2027-01-11T10:00-08:00'));
    const task = Object.keys(scene.course.tasks).find((key) => key.startsWith('issue-estimate')) ?? '';
    const ticked = scene.when(report('taskCompleted', { task }, { by: 'biller' })).thenAccepted();
    expect(breaches(ticked.at('2027-01-11T09:00-08:00').thenNoTask('estimate-before-session'))).toEqual([]);
  });
});

describe('an estimate that no longer holds', () => {
  /** Signed for far less than the course will cost; the next paid session is on Wednesday 13 January at 10:00. */
  const drifted = (start = '2027-01-13T10:00-08:00') =>
    enrolled()
      .when(
        report('estimateIssued', { estimate: 'estimate-1', totalCents: 400_000 }),
        report('estimateAcknowledged', { estimate: 'estimate-1' }),
        booked('preparation', start),
      )
      .thenAccepted();
  const reissued = report('estimateIssued', { estimate: 'estimate-2', totalCents: 746_000 });

  it('is due again a business day before the next paid session: a breach when that passes, once', () => {
    const scene = drifted().at('2027-01-05T09:00-08:00');
    expect(breaches(drifted().at('2027-01-12T23:58-08:00'))).toEqual([]);
    expect(breaches(scene.at('2027-01-20T09:00-08:00'))).toEqual(['2027-01-13T07:59:00.000Z']);
    expect(breaches(scene.at('2027-01-12T12:00-08:00').when(reissued).at('2027-01-20T09:00-08:00'))).toEqual(
      [],
    );
  });

  it('is due on Friday for a session on Monday', () => {
    expect(breaches(drifted('2027-01-11T10:00-08:00').at('2027-01-12T09:00-08:00'))).toEqual([
      '2027-01-09T07:59:00.000Z',
    ]);
  });

  it('is no breach of a session it was too late for: it is due for the next one', () => {
    const today = drifted('2027-01-04T15:00-08:00').at('2027-01-04T16:00-08:00');
    const next = today
      .when(
        report('sessionCompleted', { session: 'preparation-1' }),
        booked('preparation', '2027-01-13T10:00-08:00'),
      )
      .thenAccepted();
    expect(breaches(next.at('2027-01-12T12:00-08:00'))).toEqual([]);
    expect(breaches(next.at('2027-01-14T12:00-08:00'))).toEqual(['2027-01-13T07:59:00.000Z']);
  });

  it('that was given by hand is no breach', () => {
    const scene = drifted();
    const task = Object.keys(scene.course.tasks).find((key) => key.startsWith('reissue-estimate')) ?? '';
    const ticked = scene.when(report('taskCompleted', { task }, { by: 'biller' })).thenAccepted();
    expect(breaches(ticked.at('2027-01-20T09:00-08:00'))).toEqual([]);
  });
});

describe('a session that is paid without any estimate', () => {
  const codes = (scene: Scene) =>
    scene.thenAccepted().answer.warnings.flatMap(({ code }) => (code.startsWith('estimate-') ? [code] : []));
  const session = '2027-01-11T10:00-08:00';
  const completed = report('sessionCompleted', { session: 'preparation-1' });
  const held = (scene: Scene) => codes(scene.at('2027-01-11T10:50-08:00').when(completed));

  it('is warned of at the booking and when it is held', () => {
    const scene = enrolled().when(booked('preparation', session));
    expect(codes(scene)).toEqual(['estimate-missing']);
    expect(held(scene)).toEqual(['estimate-missing']);
  });

  it('is not warned of once there is one, by hand or by report', () => {
    expect(held(enrolled().when(issued, booked('preparation', session)))).toEqual([]);
    const scene = enrolled().when(booked('preparation', session));
    const task = Object.keys(scene.course.tasks).find((key) => key.startsWith('issue-estimate')) ?? '';
    expect(held(scene.when(report('taskCompleted', { task }, { by: 'biller' })))).toEqual([]);
  });

  it('is not warned of where the client does not pay for it', () => {
    const insured = enrolled({ protocol: loadProtocol('welches-pazio') });
    expect(codes(insured.when(booked('preparation', session)))).toEqual([]);
  });
});
