/** Money that was reported by mistake, and what a session taken back does to it. course.md §3, §7 */
import { balanceCents } from '../../../src/course/money/ledger';
import { loadProtocol } from '../../../src/protocols/load';
import { simulateUntil } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';
import { lastOf, correction } from '../support/corrections';

const balance = ({ course }: Scene): number => balanceCents(course.money);
const HEALINGMAPS = { protocol: loadProtocol('healingmaps') };
const CLINIC = { protocol: loadProtocol('welches-pazio') };

describe('money reported by mistake', () => {
  const owing = () =>
    after('enrolment')
      .when(booked('preparation', '2027-01-20T10:00-08:00'))
      .at('2027-01-20T11:00-08:00')
      .when(report('sessionCompleted', { session: 'preparation-1' }, { id: 'done' }))
      .thenAccepted();

  it('a corrected payment restores the balance by an entry of its own', () => {
    const before = owing();
    const scene = before.when(report('paymentPosted', { cents: 25_000 }, { id: 'paid' }), correction('paid'));
    scene.thenAccepted().thenEvents('signalCorrected', 'ledgerEntered');
    expect(balance(scene)).toBe(balance(before));
    const [entry] = scene.all('ledgerEntered').slice(-1);
    expect(entry).toMatchObject({ kind: 'payment', cents: 25_000 });
    expect(scene.course.money.entries).toBe(before.course.money.entries + 2);
  });

  it('a payment that was refunded since cannot be corrected', () => {
    const paid = after('enrolment').when(
      report('paymentPosted', { cents: 100 }, { id: 'paid' }),
      report('paymentRefunded', { cents: 60, reason: 'too much' }, { id: 'back' }),
    );
    paid.when(correction('paid')).thenRejected('built-upon');
    const both = paid.when(correction('back'), correction('paid')).thenAccepted();
    expect(balance(both)).toBe(0);
  });

  it('a corrected waiver makes the charge due again, and it can be waived again', () => {
    const [charge] = owing().course.money.charges;
    const waiver = { entry: charge?.entry ?? '', reason: 'as agreed' };
    const scene = owing()
      .when(report('chargeWaived', waiver, { id: 'waived' }), correction('waived'))
      .thenAccepted();
    expect(balance(scene)).toBe(25_000);
    scene.when(report('chargeWaived', waiver)).thenAccepted();
  });

  it('a session with a waived charge can be corrected only after the waiver', () => {
    const [charge] = owing().course.money.charges;
    const waived = owing().when(
      report('chargeWaived', { entry: charge?.entry ?? '', reason: 'as agreed' }, { id: 'waived' }),
    );
    waived.when(correction('done')).thenRejected('built-upon', 'biller', 'lead');
    waived.when(correction('waived'), correction('done')).thenAccepted();
  });

  it('a session that did not take place is booked again, and its charge credited', () => {
    const scene = owing().when(correction('done', 'therapist')).thenAccepted();
    expect(scene.session('preparation-1').status).toBe('scheduled');
    expect(balance(scene)).toBe(0);
    expect(scene.course.money.charges).toEqual([]);
    scene.when(report('sessionNoShow', { session: 'preparation-1' })).thenAccepted();
  });

  it('a price entered by hand is asked for again', () => {
    const dosed = after('dosing ended 1', HEALINGMAPS);
    const priced = dosed.when(
      report('chargeEntered', { session: 'dosing-1', cents: 70_000 }, { id: 'priced' }),
    );
    const tasks = ({ course }: Scene) =>
      Object.values(course.tasks).filter(
        ({ kind, session }) => kind === 'enter-charge' && session === 'dosing-1',
      );
    expect(tasks(priced.thenAccepted())).toEqual([]);
    const scene = priced.when(correction('priced')).thenAccepted();
    expect(tasks(scene)).toHaveLength(1);
    expect(balance(scene)).toBe(balance(dosed));
  });

  it('a package gets the consultation back, and one sold since blocks the correction', () => {
    const sold = after('enrolment', CLINIC)
      .when(report('packageSold', { package: 'six' }), booked('medical', '2027-01-20T10:00-08:00'))
      .at('2027-01-20T11:00-08:00')
      .when(report('sessionCompleted', { session: 'medical-1' }, { id: 'done' }))
      .thenAccepted();
    expect(sold.course.packages[0]).toMatchObject({ consult: 'medical-1', earnedCents: 47_500 });
    const undone = sold.when(correction('done')).thenAccepted();
    expect(undone.course.packages[0]?.earnedCents).toBe(0);
    expect(undone.course.packages[0]).not.toHaveProperty('consult');
    const before = after('approval', CLINIC);
    const consult = Object.entries(before.course.signalLog).find(
      ([, { session }]) => session === 'medical-1',
    );
    before
      .when(report('packageSold', { package: 'six' }), correction(consult?.[0] ?? ''))
      .thenRejected('built-upon', 'biller', 'lead');
  });

  it('an evaluation cannot be corrected after another was free because of it, or after preparation', () => {
    const paid = report('paymentPosted', { cents: 25_000, method: 'card' });
    const evaluated = after('enrolment', { protocol: loadProtocol('healing-cornerstone') })
      .when(paid, booked('medical', '2027-01-08T10:00-08:00'))
      .at('2027-01-08T11:00-08:00')
      .when(report('sessionCompleted', { session: 'medical-1' }, { id: 'done' }))
      .thenAccepted();
    evaluated.when(correction('done')).thenAccepted();
    const next = (kind: 'medical' | 'preparation') =>
      evaluated
        .when(booked(kind, '2027-01-11T10:00-08:00'))
        .at('2027-01-11T11:00-08:00')
        .when(about('sessionCompleted', `${kind}-${kind === 'medical' ? 2 : 1}`))
        .thenAccepted();
    next('medical').when(correction('done')).thenRejected('built-upon', 'therapist');
    next('preparation').when(correction('done')).thenRejected('built-upon', 'therapist');
  });

  it('a session is not booked again at the time of another', () => {
    const start = '2027-01-20T10:00-08:00';
    after('enrolment')
      .when(booked('preparation', start))
      .at(start)
      .when(report('sessionNoShow', { session: 'preparation-1' }, { id: 'missed' }))
      .when(booked('medical', '2027-01-20T10:15-08:00'), correction('missed'))
      .thenRejected('built-upon', 'frontDesk');
  });

  it('can be corrected after the end too, but sessions cannot', () => {
    const ended = owing().when(
      report('paymentPosted', { cents: 100 }, { id: 'paid' }),
      report('clientWithdrew', {}),
    );
    ended.when(correction('paid')).thenAccepted();
    ended.when(correction('done')).thenRejected('course-closed');
  });

  it('a session takes with it the price entered by hand, and only while that is charged', () => {
    const price = 'priced';
    const scene = after('integration 2', HEALINGMAPS).when(
      report('chargeEntered', { session: 'integration-1', cents: 30_000 }),
      report('chargeEntered', { session: 'integration-2', cents: 35_000 }, { id: price }),
    );
    const session = lastOf(scene, 'integrationCompleted');
    const entry = scene.course.signalLog[price]?.entries?.[0];
    expect(entry).toMatchObject({ kind: 'charge', session: 'integration-2' });
    const undone = scene.when(correction(session)).thenAccepted();
    expect(undone.all('ledgerEntered').slice(2)).toMatchObject([{ kind: 'credit', reverses: entry?.entry }]);
    expect(balance(undone)).toBe(balance(scene) - (entry?.cents ?? 0));
    undone.when(correction(price)).thenRejected('built-upon', 'biller');
    const priceFirst = scene.when(correction(price)).thenAccepted();
    expect(balance(priceFirst.when(correction(session)).thenAccepted())).toBe(balance(undone));
  });

  it('a price entered by hand cannot be corrected before its waiver', () => {
    const dosed = after('dosing ended 1', HEALINGMAPS).when(
      report('chargeEntered', { session: 'dosing-1', cents: 70_000 }, { id: 'priced' }),
    );
    const entry = dosed.course.signalLog.priced?.entries?.[0]?.entry ?? '';
    const waived = dosed.when(report('chargeWaived', { entry, reason: 'as agreed' }, { id: 'waived' }));
    waived.thenAccepted().when(correction('priced')).thenRejected('built-upon', 'biller', 'lead');
    waived.when(correction('waived'), correction('priced')).thenAccepted();
  });

  it('a consultation cannot be corrected once the package that paid for it has been settled', () => {
    const consulted = after('enrolment', CLINIC)
      .when(report('packageSold', { package: 'six' }), booked('medical', '2027-01-20T10:00-08:00'))
      .at('2027-01-20T11:00-08:00')
      .when(report('sessionCompleted', { session: 'medical-1' }, { id: 'done' }));
    const referred = given(simulateUntil(consulted.course, ({ referral }) => referral !== undefined).course);
    referred.when(correction('done')).thenAccepted();
    const settled = referred.when(report('prescriberDecision', { decision: 'declined' })).thenAccepted();
    settled.when(correction('done')).thenRejected('built-upon', 'biller');
  });

  it('an evaluation with only a booking after it can be corrected, and so can free preparation', () => {
    const paid = report('paymentPosted', { cents: 25_000, method: 'card' });
    const evaluated = after('enrolment', { protocol: loadProtocol('healing-cornerstone') })
      .when(paid, booked('medical', '2027-01-08T10:00-08:00'))
      .at('2027-01-08T11:00-08:00')
      .when(report('sessionCompleted', { session: 'medical-1' }, { id: 'done' }));
    evaluated.when(booked('medical', '2027-01-11T10:00-08:00'), correction('done')).thenAccepted();
    evaluated.when(booked('preparation', '2027-01-11T10:00-08:00'), correction('done')).thenAccepted();
  });
});
