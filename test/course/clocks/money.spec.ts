/** What is unpaid: when the client is reminded, and when the biller takes it up. course.md §7 */
import { creditSince, unpaid as unpaidDebts } from '../../../src/course/money/ledger';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { correction } from '../support/corrections';
import { about, booked, report } from '../support/signals';

/** Charged $250 on Friday 8 January 2027 at 15:00; nothing has been paid. */
const charged = (changes: object = {}): Scene => {
  const course = courseAfter('enrolment');
  const { protocol } = course;
  return given({ ...course, protocol: { ...protocol, ...changes } })
    .at('2027-01-04T12:00-08:00')
    .when(booked('preparation', '2027-01-08T14:00-08:00'))
    .at('2027-01-08T15:00-08:00')
    .when(about('sessionCompleted', 'preparation-1'))
    .thenAccepted();
};
const paid = (cents: number) => report('paymentPosted', { cents, method: 'card' });
const unpaid = ({ course }: Scene) =>
  Object.values(course.tasks).flatMap(({ kind, key, openedAt }) =>
    kind === 'unpaid-balance' ? [[key, openedAt]] : [],
  );
const crisis = report('crisisFlagged', {});

describe('a session that is not paid', () => {
  it('is one the client is reminded of after a week, and not a minute sooner', () => {
    charged().at('2027-01-15T14:59-08:00').thenNoMessages('paymentDue');
    charged().at('2027-01-15T15:00-08:00').thenMessagesTo('client', 'paymentDue', '2027-01-15 15:00');
  });

  it('is one the biller takes up after two weeks, and the client is not reminded again', () => {
    charged().at('2027-01-22T14:59-08:00').thenNoTask('unpaid-balance');
    const late = charged().at('2027-01-22T15:00-08:00').thenTask('unpaid-balance', 'biller');
    late.at('2027-02-22T15:00-08:00').thenMessages('paymentDue', '2027-01-15 15:00');
  });

  it('is neither once it is paid', () => {
    charged()
      .when(paid(25_000))
      .at('2027-01-30T15:00-08:00')
      .thenNoMessages('paymentDue')
      .thenNoTask('unpaid-balance');
    const late = charged().at('2027-01-22T15:00-08:00');
    late.when(paid(25_000)).thenNoTask('unpaid-balance');
  });

  it('is neither if it is waived or was paid ahead', () => {
    const waived = charged()
      .when(report('chargeWaived', { entry: 'charge-1', reason: 'hardship' }))
      .thenAccepted();
    waived.at('2027-01-30T15:00-08:00').thenNoMessages('paymentDue').thenNoTask('unpaid-balance');
    given(courseAfter('enrolment'))
      .at('2027-01-04T12:00-08:00')
      .when(paid(25_000), booked('preparation', '2027-01-08T14:00-08:00'))
      .at('2027-01-08T15:00-08:00')
      .when(about('sessionCompleted', 'preparation-1'))
      .at('2027-01-30T15:00-08:00')
      .thenNoMessages('paymentDue')
      .thenNoTask('unpaid-balance');
  });

  it('counts from the charge that payments have not reached', () => {
    const next = charged()
      .when(booked('preparation', '2027-01-12T14:00-08:00'))
      .at('2027-01-12T15:00-08:00')
      .when(about('sessionCompleted', 'preparation-2'), paid(25_000));
    expect(unpaidDebts(next.course.money)).toMatchObject([{ cents: 25_000, at: '2027-01-12T23:00:00.000Z' }]);
    next.at('2027-01-19T14:59-08:00').thenNoMessages('paymentDue');
    next.at('2027-01-19T15:00-08:00').thenMessages('paymentDue', '2027-01-19 15:00');
  });

  it('is owed again from the day the bank takes a payment back', () => {
    const back = charged()
      .when(paid(25_000))
      .at('2027-01-20T10:00-08:00')
      .when(report('paymentChargedBack', { cents: 25_000, reason: 'disputed' }))
      .thenAccepted();
    back.at('2027-01-27T10:00-08:00').thenMessages('paymentDue', '2027-01-27 10:00');
  });

  describe('and whose payment was reported by mistake', () => {
    const mistaken = (scene: Scene) =>
      scene
        .when(report('paymentPosted', { cents: 25_000, method: 'card' }, { id: 'paid' }))
        .thenNoTask('unpaid-balance');
    const undone = (scene: Scene) => scene.when(correction('paid')).thenAccepted();

    it('is taken up again at once, as late as it was', () => {
      const late = charged().at('2027-01-23T09:00-08:00');
      const before = late.course.tasks;
      const again = undone(mistaken(late).at('2027-01-24T09:00-08:00'));
      expect(unpaid(again)).toEqual(unpaid(late));
      expect(again.course.tasks).toEqual(before);
      expect(unpaidDebts(again.course.money)).toEqual(unpaidDebts(late.course.money));
    });

    it('counts from the charge also if nothing was late yet', () => {
      const again = undone(mistaken(charged()).at('2027-01-12T09:00-08:00'));
      again.at('2027-01-15T15:00-08:00').thenMessages('paymentDue', '2027-01-15 15:00');
      again.at('2027-01-22T14:59-08:00').thenNoTask('unpaid-balance');
      again.at('2027-01-22T15:00-08:00').thenTask('unpaid-balance', 'biller');
    });

    it('is one the client is reminded of at once, if the day of that has passed', () => {
      const again = undone(mistaken(charged()).at('2027-01-20T09:00-08:00'));
      again.thenMessages('paymentDue', '2027-01-20 09:00').thenNoTask('call-instead-of-mail');
      undone(mistaken(charged().at('2027-01-16T09:00-08:00')).at('2027-01-20T09:00-08:00')).thenMessages(
        'paymentDue',
        '2027-01-15 15:00',
      );
    });
  });

  it('counts from its own charge, when a newer one is credited or a refund was no refund', () => {
    const newer = charged()
      .when(booked('preparation', '2027-01-12T14:00-08:00'))
      .at('2027-01-12T15:00-08:00')
      .when(report('sessionCompleted', { session: 'preparation-2' }, { id: 'held' }));
    const credited = newer.when(correction('held')).thenAccepted();
    expect(unpaidDebts(credited.course.money)).toMatchObject([{ entry: 'charge-1', cents: 25_000 }]);
    const refunded = charged().when(
      paid(30_000),
      report('paymentRefunded', { cents: 5_000, reason: 'too much' }, { id: 'back' }),
    );
    const kept = refunded.at('2027-01-20T09:00-08:00').when(correction('back')).thenAccepted();
    expect(creditSince(kept.course.money)).toBe('2027-01-08T23:00:00.000Z');
  });

  it('that the biller has dealt with is not taken up again; what becomes overdue later is', () => {
    const late = charged()
      .when(booked('preparation', '2027-01-12T14:00-08:00'))
      .at('2027-01-12T15:00-08:00')
      .when(about('sessionCompleted', 'preparation-2'))
      .at('2027-01-23T09:00-08:00');
    const [task] = Object.keys(late.course.tasks).filter((key) => key.startsWith('unpaid-balance'));
    const ticked = late
      .when(report('taskCompleted', { task: task ?? '' }, { by: 'biller' }))
      .thenNoTask('unpaid-balance');
    expect(unpaid(ticked.at('2027-01-26T15:00-08:00'))).toEqual([
      [expect.stringContaining('unpaid-balance:charge-'), '2027-01-26T23:00:00.000Z'],
    ]);
  });

  it('waits while somebody is concerned about the client’s safety, and care does not wait for it', () => {
    const held = charged().at('2027-01-14T10:00-08:00').when(crisis);
    const later = held.at('2027-01-25T10:00-08:00').thenNoMessages('paymentDue').thenNoTask('unpaid-balance');
    const [hold] = later.course.holds;
    later
      .when(report('holdLifted', { hold: hold?.ref ?? '', reason: 'seen and well' }, { by: 'therapist' }))
      .thenTask('unpaid-balance', 'biller');
    charged()
      .at('2027-01-23T10:00-08:00')
      .when(booked('preparation', '2027-01-25T14:00-08:00'))
      .at('2027-01-25T15:00-08:00')
      .when(about('sessionCompleted', 'preparation-2'))
      .thenAccepted();
  });

  it('stays the biller’s after the end, and the client gets no reminder then', () => {
    charged()
      .when(report('clientWithdrew', {}))
      .at('2027-01-23T10:00-08:00')
      .thenNoMessages('paymentDue')
      .thenTask('unpaid-balance', 'biller');
  });

  it('follows the protocol’s days', () => {
    const { clocks } = courseAfter('enrolment').protocol;
    const quick = charged({ clocks: { ...clocks, unpaidReminderDays: 2, unpaidTaskDays: 3 } });
    quick
      .at('2027-01-10T15:00-08:00')
      .thenMessages('paymentDue', '2027-01-10 15:00')
      .thenNoTask('unpaid-balance');
    quick.at('2027-01-11T15:00-08:00').thenTask('unpaid-balance', 'biller');
  });
});

const PACKAGES = { protocol: loadProtocol('welches-pazio') };

describe('a package', () => {
  const enrolled = () => after('enrolment', PACKAGES);
  const sell = (code: string) => report('packageSold', { package: code });

  it('of more sessions than planned asks for the plan, until that is changed', () => {
    const sold = enrolled().when(sell('ten'));
    sold.thenTask('plan-for-package', 'therapist');
    sold.when(report('planChanged', { dosings: 10 }, { by: 'prescriber' })).thenNoTask('plan-for-package');
  });

  it('of as many as planned asks for nothing', () => {
    enrolled().when(sell('six')).thenNoTask('plan-for-package');
  });
});
