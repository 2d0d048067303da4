import { balanceCents } from '../../../src/course/money/ledger';
import { calmWith, courseAfter, wholeCourse } from '../support/courses';
import type { Protocol } from '../../../src/catalog/protocol';
import type { Role } from '../../../src/catalog/shapes';
import { given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';

const waived = (entry: string) => report('chargeWaived', { entry, reason: 'as agreed' });
const refunded = (cents: number) => report('paymentRefunded', { cents, reason: 'as agreed' });

/** What ending dosing 1 after `minutes` enters on the ledger. */
const chargedAfter = (minutes: number) =>
  given(courseAfter('dosing started 1'))
    .hours(minutes / 60)
    .when(about('dosingEnded', 'dosing-1'))
    .all('ledgerEntered')
    .map(({ code, cents }) => [code, cents]);

describe('a dosing session', () => {
  it('of 60 minutes costs $330', () => {
    expect(chargedAfter(60)).toEqual([['dosing-first-hour', 33_000]]);
  });

  it('of 61 minutes costs $495', () => {
    expect(chargedAfter(61)).toEqual([
      ['dosing-first-hour', 33_000],
      ['dosing-longer', 16_500],
    ]);
  });

  it('of 120 minutes costs no more than one of 61', () => {
    expect(chargedAfter(120)).toEqual(chargedAfter(61));
  });

  it('costs nothing before it has taken place', () => {
    const { course } = given(courseAfter('dosing started 1'));
    expect(course.money.charges.filter(({ cents }) => cents !== 25_000)).toEqual([]);
  });
});

describe('charges', () => {
  it('are $250 for a foundation session', () => {
    expect(courseAfter('preparation 1').money).toMatchObject({ chargedCents: 25_000, paidCents: 25_000 });
  });

  it('are $250 for an integration session', () => {
    const scene = given(courseAfter('integration booked 1'))
      .at('2027-02-16T14:45-08:00')
      .when(about('integrationCompleted', 'integration-1'));
    expect(scene.all('ledgerEntered')).toMatchObject([
      { kind: 'charge', code: 'integration', cents: 25_000, session: 'integration-1' },
    ]);
  });

  it('are none for a medical evaluation, which the partner charges', () => {
    const scene = given(courseAfter('preparation 3'))
      .when(booked('medical', '2027-01-25T09:00-08:00'))
      .at('2027-01-25T10:00-08:00')
      .when(about('sessionCompleted', 'medical-1'))
      .thenEvents('sessionCompleted');
    expect(scene.all('ledgerEntered')).toEqual([]);
  });

  it('come to $7,460.00 for the whole standard course', () => {
    const { course, events } = wholeCourse();
    const sum = events
      .flatMap((each) => (each.type === 'ledgerEntered' && each.kind === 'charge' ? [each.cents] : []))
      .reduce((a, b) => a + b, 0);
    expect([course.money.chargedCents, sum]).toEqual([746_000, 746_000]);
  });

  it('are none for a late cancellation, as CALM names no fee', () => {
    const scene = given(courseAfter('dosing booked 1'))
      .at('2027-02-15T09:00-08:00')
      .when(report('sessionCancelled', { session: 'dosing-1', reason: 'client' }));
    expect(scene.all('ledgerEntered')).toEqual([]);
  });

  describe('where the practice has a late fee', () => {
    const feeFor: Protocol['cancellation']['feeFor'] = ['cancellation', 'move', 'noShow'];
    const withFee = (reasons = feeFor) => ({
      protocol: calmWith((calm) => ({
        ...calm,
        cancellation: { noticeHours: 24, feeCents: 5_000, feeFor: reasons },
      })),
    });
    type Why = 'client' | 'practice' | 'weather' | 'supportPersonAbsent' | 'other';
    const feesOf = (scene: Scene) =>
      scene.all('ledgerEntered').map(({ kind, code, cents }) => [kind, code, cents]);
    const booked1 = (at: string, reasons?: typeof feeFor) =>
      given(courseAfter('dosing booked 1', withFee(reasons))).at(at);
    const canceled = (at: string, reason: Why, by: Role = 'frontDesk') =>
      feesOf(booked1(at).when(report('sessionCancelled', { session: 'dosing-1', reason }, { by })));
    const shifted = (at: string, reason?: Why) =>
      report('sessionRescheduled', { session: 'dosing-1', start: at, ...(reason && { reason }) });
    const LATE = '2027-02-15T09:00-08:00';
    const FEE = [['fee', 'late-cancellation', 5_000]];

    it('is charged inside the notice', () => {
      expect(canceled('2027-02-14T10:01-08:00', 'client')).toEqual(FEE);
    });

    it('is not charged at the notice', () => {
      expect(canceled('2027-02-14T10:00-08:00', 'client')).toEqual([]);
    });

    it('is charged for a client who gives no reason, not for staff who give none', () => {
      expect(canceled(LATE, 'other', 'client')).toEqual(FEE);
      expect(canceled(LATE, 'other')).toEqual([]);
    });

    it.each(['practice', 'weather', 'supportPersonAbsent'] as const)(
      'is not charged if the reason is %s, regardless of who reports it',
      (reason) => {
        expect(canceled(LATE, reason)).toEqual([]);
        expect(canceled(LATE, reason, 'client')).toEqual([]);
      },
    );

    it('is charged for a move the client asks for inside the notice, and for no other', () => {
      const later = '2027-02-22T10:00-08:00';
      expect(feesOf(booked1(LATE).when(shifted(later, 'client')))).toEqual([['fee', 'late-move', 5_000]]);
      expect(feesOf(booked1(LATE).when(shifted(later)))).toEqual([]);
      expect(feesOf(booked1('2027-02-14T10:00-08:00').when(shifted(later, 'client')))).toEqual([]);
    });

    it('is charged for what the policy names only', () => {
      const later = shifted('2027-02-22T10:00-08:00', 'client');
      expect(feesOf(booked1(LATE, ['cancellation']).when(later))).toEqual([]);
      const missed = about('sessionNoShow', 'dosing-1');
      expect(feesOf(booked1('2027-02-15T10:00-08:00', ['cancellation']).when(missed))).toEqual([]);
      expect(feesOf(booked1('2027-02-15T10:00-08:00').when(missed))).toEqual([['fee', 'no-show', 5_000]]);
    });

    it('is never charged while the support person cannot be there', () => {
      const absent = () => booked1(LATE).when(report('supportPersonUnavailable', { session: 'dosing-1' }));
      expect(
        feesOf(absent().when(report('sessionCancelled', { session: 'dosing-1', reason: 'client' }))),
      ).toEqual([]);
      expect(feesOf(absent().at('2027-02-15T10:00-08:00').when(about('sessionNoShow', 'dosing-1')))).toEqual(
        [],
      );
    });
  });
});

describe('a waiver', () => {
  it('takes a charge back by an entry of its own', () => {
    const scene = given(courseAfter('preparation 1'))
      .when(waived('charge-1'))
      .thenEvents('chargeWaived', 'ledgerEntered');
    expect(scene.all('ledgerEntered')).toMatchObject([
      { entry: 'waiver-3', kind: 'waiver', code: 'charge-1', cents: -25_000 },
    ]);
    expect(balanceCents(scene.course.money)).toBe(-25_000);
  });

  it('is once per charge', () => {
    given(courseAfter('preparation 1'))
      .when(waived('charge-1'), waived('charge-1'))
      .thenRejected('charge-already-waived', 'biller');
  });

  it('names a charge there is', () => {
    given(courseAfter('preparation 1')).when(waived('charge-2')).thenRejected('charge-unknown', 'biller');
  });

  it('needs something charged', () => {
    given(courseAfter('enrolment')).when(waived('charge-1')).thenRejected('nothing-charged', 'biller');
  });
});

describe('a waiver in part', () => {
  const part = (cents: number) =>
    report('chargeWaived', { entry: 'charge-1', cents, reason: 'sliding scale' });
  const charged = () => given(courseAfter('preparation 1'));

  it('takes back that much, and the rest later', () => {
    const scene = charged().when(part(10_000)).thenEvents('chargeWaived', 'ledgerEntered');
    expect(scene.all('ledgerEntered')).toMatchObject([{ kind: 'waiver', code: 'charge-1', cents: -10_000 }]);
    const whole = scene.when(part(5_000), waived('charge-1'));
    expect(whole.course.money.waivedCents).toBe(25_000);
    whole.when(part(1)).thenRejected('charge-already-waived');
  });

  it('takes back no more than is left', () => {
    charged().when(part(25_001)).thenRejected('waiver-too-large', 'biller');
    charged().when(part(24_000), part(1_001)).thenRejected('waiver-too-large');
  });

  it('can be taken back itself', () => {
    const told = report(
      'chargeWaived',
      { entry: 'charge-1', cents: 10_000, reason: 'mixed up' },
      { id: 'mistake' },
    );
    const back = charged().when(
      told,
      report('signalCorrected', { signal: 'mistake', reason: 'mixed up' }, { by: 'lead' }),
    );
    expect(back.course.money.waivedCents).toBe(0);
    back.when(part(25_000)).thenAccepted();
  });
});

describe('a refund', () => {
  const paidAhead = () =>
    given(courseAfter('preparation 1')).when(report('paymentPosted', { cents: 20_000 }));

  it('needs credit: what pays for a session is not refunded', () => {
    given(courseAfter('preparation 1')).when(refunded(1)).thenRejected('nothing-in-credit', 'biller');
  });

  it('is at most what the client has in credit', () => {
    paidAhead().when(refunded(20_001)).thenRejected('refund-too-large', 'biller');
    const rest = paidAhead().when(refunded(15_000), refunded(5_001)).thenRejected('refund-too-large');
    rest.when(refunded(5_000)).thenEvents('paymentRefunded', 'ledgerEntered');
  });

  it('of a charge follows its waiver, also in part', () => {
    const part = report('chargeWaived', { entry: 'charge-1', cents: 4_000, reason: 'as agreed' });
    const scene = given(courseAfter('preparation 1')).when(part);
    scene.when(refunded(4_001)).thenRejected('refund-too-large');
    scene.when(refunded(4_000)).thenAccepted();
  });

  it('needs a payment', () => {
    given(courseAfter('enrolment')).when(refunded(1)).thenRejected('nothing-paid', 'biller');
  });
});

describe('a charge-back', () => {
  const chargedBack = (cents: number, id?: string, payment?: string) =>
    report(
      'paymentChargedBack',
      { cents, reason: 'disputed', ...(payment !== undefined && { payment }) },
      id === undefined ? {} : { id },
    );
  const paid = () => given(courseAfter('preparation 1'));

  it('is owed again, by an entry of its own', () => {
    const scene = paid().when(chargedBack(25_000)).thenEvents('paymentChargedBack', 'ledgerEntered');
    expect(scene.all('ledgerEntered')).toMatchObject([
      { kind: 'chargeback', code: 'payment-2', cents: 25_000 },
    ]);
    expect(scene.status.balanceCents).toBe(25_000);
    expect(scene.status.accounts.refund.lines.map(({ what }) => what)).toContain('chargedBack');
    expect(scene.when(report('paymentPosted', { cents: 25_000 })).status.balanceCents).toBe(0);
  });

  it('takes back what was refunded as well', () => {
    const scene = paid().when(
      report('paymentPosted', { cents: 20_000 }),
      refunded(20_000),
      chargedBack(25_000, 'first', 'payment-2'),
      chargedBack(20_000),
    );
    expect(scene.thenAccepted().status.balanceCents).toBe(45_000);
    scene.when(refunded(1)).thenRejected('nothing-paid');
  });

  it('is at most what was paid and not charged back yet', () => {
    paid().when(chargedBack(25_001)).thenRejected('charge-back-too-large', 'biller');
    paid().when(chargedBack(20_000), chargedBack(5_001)).thenRejected('charge-back-too-large');
    paid().when(chargedBack(25_000), chargedBack(1)).thenRejected('nothing-to-charge-back', 'biller');
    given(courseAfter('enrolment')).when(chargedBack(1)).thenRejected('nothing-to-charge-back');
  });

  it('names its payment if it may concern several', () => {
    const twice = paid().when(report('paymentPosted', { cents: 20_000 }));
    const asked = twice.when(chargedBack(20_000)).thenRejected('payment-ambiguous', 'biller');
    expect(asked.answer.reasons[0]?.sentence).toContain('payment-2 ($250.00), payment-3 ($200.00)');
    const first = twice.when(chargedBack(20_000, 'first', 'payment-2')).thenAccepted();
    first.when(chargedBack(5_001, 'more', 'payment-2')).thenRejected('charge-back-too-large');
    first.when(chargedBack(20_000)).thenAccepted();
    twice.when(chargedBack(25_000)).thenAccepted();
    twice.when(chargedBack(1, 'none', 'payment-9')).thenRejected('payment-unknown', 'biller');
  });

  it('taken back may concern its payment again, and a payment taken back may not', () => {
    const correct = (signal: string) =>
      report('signalCorrected', { signal, reason: 'a mistake' }, { by: 'biller' });
    const won = paid().when(chargedBack(25_000, 'disputed'), correct('disputed')).thenAccepted();
    won.when(chargedBack(25_000)).thenAccepted();
    const never = given(courseAfter('enrolment')).when(
      report('paymentPosted', { cents: 500 }, { id: 'paid' }),
      correct('paid'),
    );
    never.thenAccepted().when(chargedBack(500)).thenRejected('nothing-to-charge-back');
  });

  it('of one payment does not block the correction of another', () => {
    const scene = paid().when(
      report('paymentPosted', { cents: 500 }, { id: 'cash' }),
      chargedBack(25_000, 'disputed', 'payment-2'),
      report('signalCorrected', { signal: 'cash', reason: 'twice' }, { by: 'biller' }),
    );
    expect(scene.thenAccepted().status.balanceCents).toBe(25_000);
  });

  it('leaves nothing of the credit to refund', () => {
    const scene = paid()
      .when(report('paymentPosted', { cents: 1_000_000 }))
      .thenTask('refund-due', 'biller');
    scene
      .when(chargedBack(1_000_000))
      .thenNoTask('refund-due')
      .when(refunded(1))
      .thenRejected('nothing-in-credit');
  });

  it('is taken also after the course has closed, and can be taken back', () => {
    const closed = paid().when(report('clientWithdrew', {}), chargedBack(25_000, 'disputed')).thenAccepted();
    const corrected = closed.when(
      report('signalCorrected', { signal: 'disputed', reason: 'won' }, { by: 'biller' }),
    );
    expect(corrected.thenAccepted().status.balanceCents).toBe(0);
  });

  it('comes before a correction of its payment', () => {
    const scene = given(courseAfter('enrolment')).when(
      report('paymentPosted', { cents: 500 }, { id: 'paid' }),
      chargedBack(500),
    );
    scene
      .when(report('signalCorrected', { signal: 'paid', reason: 'twice' }, { by: 'biller' }))
      .thenRejected('built-upon');
  });
});

describe('a payment', () => {
  it('lowers what is owed', () => {
    const scene = given(courseAfter('dosing ended 1'));
    expect(scene.status.balanceCents).toBe(49_500);
    expect(scene.when(report('paymentPosted', { cents: 20_000 })).status.balanceCents).toBe(29_500);
  });
});
