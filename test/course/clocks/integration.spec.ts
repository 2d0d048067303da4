import { plusHours } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { CALM, courseAfter } from '../support/courses';
import { dosedAt } from '../support/dosed';
import { after, given } from '../support/given';
import { about, booked, moved, released, report } from '../support/signals';

/** Dosing ends on Monday 15 February 2027 at 12:00, so 72 hours are over on Thursday at 12:00. */
const dosed = () => dosedAt('2027-02-15T12:00-08:00');
const done = (session = 'integration-1') => about('integrationCompleted', session);

describe('integration, when nothing is booked', () => {
  it('asks the front desk to book it at once', () => {
    dosed().thenTask('book-integration', 'frontDesk');
  });

  it('invites the client after 24 hours', () => {
    dosed().at('2027-02-16T12:00-08:00').thenMessagesTo('client', 'integrationInvite', '2027-02-16 12:00');
  });

  it('does not invite earlier', () => {
    dosed().at('2027-02-16T11:59-08:00').thenNoMessages('integrationInvite');
  });

  it('warns client and therapist after 48 hours', () => {
    dosed()
      .at('2027-02-17T12:00-08:00')
      .thenMessagesTo('client', 'integrationWarning', '2027-02-17 12:00')
      .thenMessagesTo('therapist', 'integrationWarningStaff', '2027-02-17 12:00');
  });

  it('notifies therapist and lead of the breach', () => {
    dosed()
      .at('2027-03-01T12:00-08:00')
      .thenMessagesTo('therapist', 'integrationBreach', '2027-02-18 12:00')
      .thenMessagesTo('lead', 'integrationBreach', '2027-02-18 12:00');
  });
});

describe('integration, when booked inside the 72 hours', () => {
  const booking = () => dosed().when(booked('integration', '2027-02-17T14:00-08:00'));

  it('closes the task and sends neither invitation nor warning', () => {
    booking()
      .thenNoTask('book-integration')
      .at('2027-02-17T14:00-08:00')
      .thenNoMessages('integrationInvite')
      .thenNoMessages('integrationWarning')
      .thenNoMessages('integrationWarningStaff');
  });

  it('is asked for again when it is canceled', () => {
    booking()
      .when(report('sessionCancelled', { session: 'integration-1' }))
      .thenTask('book-integration', 'frontDesk');
  });

  it('is still breached when it does not take place', () => {
    const scene = booking().at('2027-02-20T12:00-08:00');
    expect(scene.all('breached')).toMatchObject([
      { at: '2027-02-18T20:00:00.000Z', kind: 'integration', cycle: 1 },
    ]);
  });

  it('completed in time, leaves no breach', () => {
    const scene = booking()
      .at('2027-02-17T14:45-08:00')
      .when(done())
      .thenAccepted()
      .at('2027-03-01T12:00-08:00');
    expect(scene.all('breached')).toEqual([]);
  });
});

describe('integration booked twice', () => {
  it('is in time when the earlier of them is, whichever was booked first', () => {
    const perCycle = { ...CALM, integration: { ...CALM.integration, perCycle: 2 } };
    const twice = dosedAt('2027-02-15T12:00-08:00', { protocol: perCycle }).when(
      booked('integration', '2027-02-22T14:00-08:00'),
      booked('integration', '2027-02-17T14:00-08:00'),
    );
    twice
      .thenAccepted()
      .at('2027-02-17T13:00-08:00')
      .thenNoMessages('integrationInvite')
      .thenNoMessages('integrationWarning')
      .thenNoMessages('integrationWarningStaff');
  });
});

describe('integration booked for later than 72 hours', () => {
  it('is reported to the therapist at once', () => {
    dosed()
      .hours(1)
      .when(booked('integration', '2027-02-18T12:01-08:00'))
      .thenMessagesTo('therapist', 'integrationBookedLate', '2027-02-15 13:00');
  });

  it('is not reported when it is booked for the last minute of the window', () => {
    dosed()
      .hours(1)
      .when(booked('integration', '2027-02-18T12:00-08:00'))
      .thenNoMessages('integrationBookedLate');
  });

  it('is reported again when it moves to another late time', () => {
    dosed()
      .when(booked('integration', '2027-02-20T12:00-08:00'))
      .hours(1)
      .when(moved('integration-1', '2027-02-21T12:00-08:00'))
      .thenMessages('integrationBookedLate', '2027-02-15 12:00', '2027-02-15 13:00');
  });

  it('is reported when dosing ends, if it was booked long before', () => {
    given(courseAfter('dosing booked 1'))
      .when(
        booked('integration', '2027-02-19T14:00-08:00'),
        report('supportPersonConfirmed', { session: 'dosing-1' }),
      )
      .at('2027-02-15T10:00-08:00')
      .when(about('dosingStarted', 'dosing-1'))
      .at('2027-02-15T12:00-08:00')
      .when(about('dosingEnded', 'dosing-1'))
      .thenMessages('integrationBookedLate', '2027-02-15 12:00');
  });
});

describe('the breach', () => {
  const breaches = (scene: ReturnType<typeof dosed>) =>
    scene.all('breached').map(({ at, recordedAt }) => [at, recordedAt]);
  const AT = '2027-02-18T20:00:00.000Z';

  it('is recorded once, at its instant', () => {
    expect(breaches(dosed().at('2027-05-01T12:00-07:00'))).toEqual([[AT, AT]]);
  });

  it('is not recorded a minute before', () => {
    expect(breaches(dosed().at('2027-02-18T11:59-08:00'))).toEqual([]);
  });

  it('stays when integration takes place late, which counts', () => {
    const late = dosed()
      .when(booked('integration', '2027-02-19T14:00-08:00'))
      .at('2027-02-19T14:45-08:00')
      .when(done())
      .thenAccepted()
      .at('2027-03-10T12:00-08:00');
    expect(breaches(late)).toEqual([[AT, AT]]);
    expect(late.course.cycles).toMatchObject([{ integratedAt: '2027-02-19T22:45:00.000Z', breachedAt: AT }]);
  });

  it('is recorded though the course was asleep when it came due, before the late integration', () => {
    const woken = dosed()
      .when(booked('integration', '2027-02-18T14:00-08:00'))
      .at('2027-02-17T20:00-08:00')
      .wakingAt('2027-02-18T14:45-08:00')
      .when(done());
    expect(breaches(woken)).toEqual([[AT, '2027-02-18T22:45:00.000Z']]);
  });
});

describe('an integration session', () => {
  it('follows a dosing session that has been released', () => {
    dosed()
      .when(booked('integration', '2027-02-16T14:00-08:00'))
      .at('2027-02-16T14:45-08:00')
      .when(done())
      .thenEvents('integrationCompleted', 'ledgerEntered');
  });

  it('cannot be completed twice', () => {
    dosed()
      .when(booked('integration', '2027-02-16T14:00-08:00'))
      .at('2027-02-16T14:45-08:00')
      .when(done(), done())
      .thenRejected('no-session-booked');
  });
});

describe('several integration sessions after one dosing session', () => {
  const first = () => {
    const scene = after('dosing 1', { protocol: loadProtocol('mackenzie') });
    const start = plusHours(scene.now, 20);
    return scene.when(booked('integration', start)).at(plusHours(start, 1)).when(done()).thenAccepted();
  };

  it('are asked for one by one, without a deadline for the further ones', () => {
    first()
      .thenTask('book-integration', 'frontDesk')
      .at('2027-12-01T00:00Z')
      .thenNoMessages('integrationBreach');
  });

  it('are asked for no more once the practice has let the rest go', () => {
    first()
      .when(report('gateOverridden', { gate: 'integration-owed', reason: 'one was enough this time' }))
      .thenAccepted()
      .thenNoTask('book-integration');
  });
});

describe('the check-in', () => {
  it.each([
    ['2027-02-15T12:00-08:00', '2027-02-16 10:00'],
    ['2027-02-15T23:30-08:00', '2027-02-16 10:00'],
    ['2027-02-16T00:30-08:00', '2027-02-16 10:00'],
    ['2027-02-16T04:50-08:00', '2027-02-16 10:00'],
    ['2027-02-16T08:30-08:00', '2027-02-17 10:00'],
  ])('after dosing that ended at %s is at %s, client time', (end, at) => {
    dosedAt(end).hours(50).thenMessagesTo('client', 'checkIn', at);
  });
});

const CORNERSTONE = { protocol: loadProtocol('healing-cornerstone') };

describe('the hour of integration in the same visit', () => {
  const ended = () => after('dosing ended 1', CORNERSTONE);

  it('is asked for as soon as the client is released without it', () => {
    ended().thenNoTask('visit-hour');
    ended().when(released('dosing-1')).thenTask('visit-hour', 'therapist');
  });

  it('is not asked for once it took place, even later', () => {
    const late = ended().when(released('dosing-1'));
    const start = plusHours(late.now, 20);
    late
      .when(booked('integration', start))
      .at(plusHours(start, 1))
      .when(about('integrationCompleted', 'integration-1'))
      .thenNoTask('visit-hour');
  });

  it('is not asked for where integration is another visit', () => {
    after('dosing ended 1').when(released('dosing-1')).thenNoTask('visit-hour');
  });

  it('belongs to the length of the visit in the client’s calendar', () => {
    const scene = after('starter supply', CORNERSTONE);
    const visit = scene.when(booked('dosing', plusHours(scene.now, 24 * 7))).hours(24);
    const confirmed = visit.all('messageDue').find(({ message }) => message.facts.session === 'dosing-1');
    expect(confirmed?.message.facts.minutes).toBe(120);
  });
});

describe('the invitation to book an integration', () => {
  it('says that the client can choose the time where the protocol lets them, and only then', () => {
    const invited = (clientChooses: boolean) => {
      const protocol = { ...CALM, integration: { ...CALM.integration, clientChooses } };
      const dosing = after('dosing 1', { protocol });
      return dosing
        .at(plusHours(dosing.course.cycles[0]?.endedAt ?? dosing.now, 25))
        .events.flatMap((event) =>
          event.type === 'messageDue' && event.message.template === 'integrationInvite'
            ? [event.message.facts.ownTime]
            : [],
        );
    };
    expect(invited(true)).toEqual([true]);
    expect(invited(false)).toEqual([undefined]);
  });
});
