import { plusCivilDays } from '../../../src/time/civil';
import { plusHours } from '../../../src/time/instant';
import { courseAfter, LOS_ANGELES } from '../support/courses';
import { after, given } from '../support/given';
import { booked, report } from '../support/signals';

/** The last completed step: consents on Monday 4 January 2027 at 09:30. */
const silent = () => given(courseAfter('enrolment'));

describe('silence after a booking that fell away', () => {
  const far = () => {
    const scene = after('integration 3');
    const start = plusCivilDays(LOS_ANGELES, scene.now, 26);
    return scene.when(booked('dosing', start)).thenAccepted().at(plusHours(start, -30));
  };
  const lost = report('courseClosed', { outcome: 'lostToFollowUp' });

  it.each([
    ['cancelled', report('sessionCancelled', { session: 'dosing-4', reason: 'client' }, { by: 'client' })],
    ['moved and cancelled', report('sessionCancelled', { session: 'dosing-4', reason: 'practice' })],
  ])('begins that day, and the client is reached out to before anybody decides: %s', (_, signal) => {
    const fell = far().when(signal).thenAccepted();
    fell.thenNoTask('silence-decision').when(lost).thenRejected('outreach-unfinished');
    const later = fell.hours(24 * 22);
    expect(later.sent('reachOut', 'client')).toHaveLength(3);
    later.thenTask('silence-decision', 'therapist').when(lost).thenAccepted();
  });

  it('begins with the no-show', () => {
    const scene = far();
    const { start } = scene.session('dosing-4');
    scene
      .at(plusHours(start, 1))
      .when(report('sessionNoShow', { session: 'dosing-4' }))
      .thenNoTask('silence-decision')
      .when(lost)
      .thenRejected('outreach-unfinished');
  });

  it('does not count while a session is booked, in maintenance, or on hold', () => {
    far().when(lost).thenRejected('no-step-owed', 'frontDesk', 'therapist');
    after('maintenance')
      .hours(24 * 23)
      .when(lost)
      .thenRejected('no-step-owed');
    const held = after('preparation 2').when(
      report('holdPlaced', { reason: 'staff', note: 'away', reviewOn: '2027-03-01T10:00-08:00' }),
    );
    held
      .hours(24 * 22)
      .when(lost)
      .thenRejected('on-hold');
  });
});

describe('silence', () => {
  it('is answered after 14, 17 and 20 days', () => {
    silent()
      .at('2027-01-30T12:00-08:00')
      .thenMessagesTo('client', 'reachOut', '2027-01-18 09:00', '2027-01-21 09:00', '2027-01-24 09:00');
  });

  it('is for a clinician to decide after 21', () => {
    silent()
      .at('2027-01-25T08:59-08:00')
      .thenNoTask('silence-decision')
      .hours(0.1)
      .thenTask('silence-decision', 'therapist')
      .thenMessagesTo('therapist', 'silenceDecision', '2027-01-25 09:00');
  });

  it('counts the civil days, at whatever hour of the day it began', () => {
    const since = (hour: string) =>
      silent()
        .at(`2027-01-05T${hour}-08:00`)
        .when(report('consentSigned', { kinds: ['part2'] }))
        .at('2027-01-30T12:00-08:00');
    for (const hour of ['00:05', '12:00', '23:50'])
      since(hour)
        .thenMessages('reachOut', '2027-01-19 09:00', '2027-01-22 09:00', '2027-01-25 09:00')
        .thenMessages('silenceDecision', '2027-01-26 09:00');
  });

  it('is asked about in the client’s morning, and decided in the practice’s', () => {
    const { course } = silent();
    given({ ...course, client: { zone: 'America/New_York' } })
      .at('2027-01-30T12:00-08:00')
      .thenMessages('reachOut', '2027-01-18 09:00', '2027-01-21 09:00', '2027-01-24 09:00')
      .thenMessages('silenceDecision', '2027-01-25 12:00');
  });

  it('never closes a course automatically', () => {
    expect(silent().at('2028-01-04T12:00-08:00').course.closed).toBeUndefined();
  });

  it('does not count while a session is booked', () => {
    silent()
      .when(booked('preparation', '2027-03-01T10:00-08:00'))
      .at('2027-01-30T12:00-08:00')
      .thenNoMessages('reachOut');
  });

  it('does not count while the prescriber has the referral', () => {
    given(courseAfter('preparation 3')).at('2027-02-20T12:00-08:00').thenNoMessages('reachOut');
  });

  it('does not count while an expired prescription leaves no dose, but does with doses at home', () => {
    const prescribed = (milestone: 'approval' | 'further supply') =>
      given(courseAfter(milestone))
        .when(
          report('prescriptionIssued', { doses: 2, expires: plusHours(courseAfter(milestone).clock, 24) }),
        )
        .thenAccepted()
        .when(
          ...courseAfter(milestone)
            .sessions.filter(({ status }) => status === 'scheduled')
            .map(({ ref }) => report('sessionCancelled', { session: ref })),
        )
        .hours(24 * 40);
    const lost = report('courseClosed', { outcome: 'lostToFollowUp' });
    const without = prescribed('approval').thenTask('renew-prescription', 'prescriber');
    without.thenNoMessages('reachOut').when(lost).thenRejected('client-waits');
    const with6 = prescribed('further supply').thenTask('silence-decision', 'therapist');
    expect(with6.sent('reachOut')).toHaveLength(3);
    with6.when(lost).thenAccepted();
  });

  it('is one after the series, though a prescription has expired unfilled', () => {
    const { course } = given(courseAfter('integration 8'));
    const expired = course.prescriptions.map((one) => ({ ...one, expiredAt: course.clock }));
    given({ ...course, prescriptions: expired })
      .hours(24 * 30)
      .thenTask('silence-decision', 'therapist');
  });

  it('does not count while a supply is in transit', () => {
    given(courseAfter('prescription'))
      .when(report('sessionCancelled', { session: 'preparation-4' }))
      .at('2027-02-20T12:00-08:00')
      .thenNoMessages('reachOut');
  });

  it('starts again with the next completed step', () => {
    silent()
      .at('2027-01-20T12:00-08:00')
      .when(report('consentSigned', { kinds: ['part2'] }))
      .at('2027-02-04T12:00-08:00')
      .thenMessages('reachOut', '2027-01-18 09:00', '2027-02-03 09:00');
  });
});
