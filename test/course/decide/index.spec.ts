import { plusHours, type Instant } from '../../../src/time/instant';
import { distinct, reason } from '../../../src/vocabulary/reasons';
import { courseAfter, started } from '../support/courses';
import { given, type Scene, after } from '../support/given';
import { about, booked, moved, released, report } from '../support/signals';

const codes = (scene: Scene): string[] => scene.answer.reasons.map(({ code }) => code);

describe('a refusal', () => {
  it('names what is in the way and what is wrong with the signal, all at once', () => {
    const nine = report('prescriptionIssued', { doses: 9, expires: '2027-01-03T09:00-08:00' });
    expect(codes(given(started()).when(nine))).toEqual([
      'approval-missing',
      'too-many-doses',
      'prescription-already-expired',
    ]);
  });

  it('names an impossible time and an unknown session', () => {
    expect(
      codes(given(courseAfter('dosing booked 1')).when(moved('dosing-9', '2027-01-05T09:00-08:00'))),
    ).toEqual(['session-unknown', 'session-in-the-past']);
  });

  it('says that the session has not ended, and that an escort is missing', () => {
    expect(codes(given(courseAfter('dosing started 1')).when(released('dosing-1', false)))).toEqual([
      'nobody-recovering',
      'session-wrong-status',
      'escort-missing',
    ]);
  });

  it('says that the time is in the future, and what would be in the way otherwise', () => {
    const { course } = given(courseAfter('dosing booked 1'));
    const occurredAt = plusHours(course.clock, 2);
    const early = about('integrationCompleted', 'integration-1', { occurredAt });
    expect(codes(given(course).when(early))).toEqual([
      'occurred-in-the-future',
      'no-session-booked',
      'session-unknown',
    ]);
  });

  it('names each reason once, as first given', () => {
    const first = reason('on-hold:now', ['therapist']);
    const labs = reason('labs-owed:never');
    expect(distinct([first, labs, reason('on-hold:then', [])])).toEqual([first, labs]);
  });

  it('of a closed course names only that', () => {
    expect(codes(given(courseAfter('end')).when(about('dosingStarted', 'dosing-99')))).toEqual([
      'course-closed',
    ]);
  });

  it('does not call a supply too large when none is on its way', () => {
    expect(codes(given(started()).when(report('shipmentReceived', { doses: 60 })))).toEqual([
      'no-supply-under-way',
    ]);
  });
});

const YEARS = 3 * 366 * 24;
const ahead = ({ now }: Scene, hours: number): Instant => plusHours(now, hours);

describe('a time more than three years ahead', () => {
  const scene = after('preparation 3');
  const far = ahead(scene, YEARS + 1);

  it.each([
    booked('preparation', far),
    report('prescriberDecision', { decision: 'approved', validUntil: far }),
    report('prescriptionIssued', { doses: 2, expires: far }),
    report('holdPlaced', { reason: 'traveling', reviewOn: far }),
    report('coursePaused', { reason: 'traveling', reviewOn: far }),
    report('courseTransferred', { to: 'practice-2', recordsBy: far }),
  ])('is refused: $name', (signal) => {
    scene.when(signal).thenRejected('too-far-ahead');
  });

  it('is refused for a session that moves', () => {
    const booking = after('dosing booked 1');
    booking.when(moved('dosing-1', ahead(booking, YEARS + 1))).thenRejected('too-far-ahead');
  });

  it('does not include a time within three years', () => {
    scene.when(booked('preparation', ahead(scene, YEARS))).thenAccepted();
    scene.when(report('coursePaused', { reason: 'traveling', reviewOn: ahead(scene, YEARS) })).thenAccepted();
  });
});

describe('a signal that gives its time', () => {
  it('cannot have happened in the future', () => {
    given(courseAfter('preparation 1'))
      .when(report('paymentPosted', { cents: 100 }, { occurredAt: '2027-01-06T11:07-08:00' }))
      .thenRejected('occurred-in-the-future');
  });

  describe('by a clock that is ahead', () => {
    const scene = given(courseAfter('preparation 1'));
    const paid = (occurredAt: string) => report('paymentPosted', { cents: 100 }, { occurredAt });
    const seconds = (ahead: number) => new Date(Date.parse(scene.now) + ahead * 1_000).toISOString();

    it.each([1, 30, 60])('by %d seconds happens now', (ahead) => {
      const taken = scene.when(paid(seconds(ahead))).thenAccepted();
      expect(taken.all('paymentPosted')).toMatchObject([{ at: scene.now, recordedAt: scene.now }]);
    });

    it.each([60.001, 90, 3_600])('by %d seconds is refused', (ahead) => {
      scene.when(paid(seconds(ahead))).thenRejected('occurred-in-the-future');
    });

    it('ends a session now', () => {
      const booking = given(courseAfter('preparation 1')).when(
        booked('preparation', plusHours(scene.now, 1)),
      );
      const from = plusHours(scene.now, 1);
      const now = plusHours(scene.now, 2);
      const took = (to: string) =>
        report('sessionCompleted', { session: 'preparation-2', took: { from, to } });
      const at = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();
      booking
        .at(now)
        .when(took(at(1)))
        .thenAccepted();
      booking
        .at(now)
        .when(took(at(2)))
        .thenRejected('occurred-in-the-future');
    });
  });

  it('cannot have happened before the course started', () => {
    given(courseAfter('preparation 1'))
      .when(report('paymentPosted', { cents: 100 }, { occurredAt: '2027-01-04T08:59-08:00' }))
      .thenRejected('occurred-before-start');
  });

  it('happened at the time it gives', () => {
    const scene = given(courseAfter('preparation 1'))
      .when(report('paymentPosted', { cents: 100 }, { occurredAt: '2027-01-05T10:00-08:00' }))
      .thenAccepted();
    expect(scene.all('paymentPosted')).toMatchObject([
      { at: '2027-01-05T18:00:00.000Z', recordedAt: scene.now },
    ]);
  });
});
