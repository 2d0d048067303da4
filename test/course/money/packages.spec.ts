/** Packages of infusions: sold, earned, used up, and given back. course.md §7 */
import { accounts } from '../../../src/course/money/accounts';
import { balanceCents, unbilledSessions } from '../../../src/course/money/ledger';
import {
  consultPackage,
  packageEarning,
  activePackage,
  refundablePackageCents,
} from '../../../src/course/money/packages';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter, simulateUntil, type Setup } from '../support/courses';
import { given, type Scene } from '../support/given';
import { report } from '../support/signals';

const CLINIC: Setup = { protocol: loadProtocol('welches-pazio') };
const sell = (code: string) => report('packageSold', { package: code });
const sold = (code: string) => given(courseAfter('enrolment', CLINIC)).when(sell(code)).thenAccepted();

/** A package sold at the start, everything paid, and so many infusions given. */
function used(code: string, infusions: number): Scene {
  const from = sold(code).course;
  const enough = { ...from, dosingsPlanned: 12 };
  const { course } = simulateUntil(
    enough,
    ({ cycles, money }) =>
      cycles.filter(({ releasedAt }) => releasedAt).length >= infusions && balanceCents(money) === 0,
  );
  return given(course);
}
const withdrawn = (scene: Scene) => scene.when(report('clientWithdrew', {}));
const entriesOf = (scene: Scene) =>
  scene.all('ledgerEntered').map(({ kind, code, cents }) => [kind, code, cents]);

describe('a package', () => {
  it('is owed when sold, and a liability until it is earned', () => {
    const scene = sold('six');
    expect(entriesOf(scene)).toEqual([['package', 'six', 350_000]]);
    expect(scene.status).toMatchObject({ balanceCents: 350_000, accounts: { liabilityCents: 350_000 } });
  });

  it('pays for the consult and the infusions: nothing is charged for them', () => {
    const { course } = used('six', 3);
    expect(course.money).toMatchObject({ chargedCents: 0, packageCents: 350_000, paidCents: 350_000 });
  });

  it('is earned at the consult by its price, then by equal shares, to the last cent', () => {
    const { course } = used('six', 6);
    const [held] = course.packages;
    expect(held).toMatchObject({ consult: 'medical-1', earnedCents: 350_000 });
    expect(accounts(course).liabilityCents).toBe(0);
    const three = used('six', 3).course;
    expect(three.money.earnedCents).toBe(47_500 + 151_250);
    expect(accounts(three).liabilityCents).toBe(151_250);
  });

  it('used up, leaves the next infusion at the single price', () => {
    const { money } = used('six', 7).course;
    expect(money).toMatchObject({ chargedCents: 60_000, packageCents: 350_000, earnedCents: 350_000 });
  });

  it('of which only the consult is left pays for no further infusion', () => {
    const { course } = used('six', 6);
    const packages = course.packages.map(({ consult: _held, ...rest }) => ({
      ...rest,
      earnedCents: 302_500,
    }));
    const open = { ...course, packages };
    expect([activePackage(open), consultPackage(open)?.ref]).toEqual([undefined, 'package-1']);
    // Six at the single price are more than the package cost: nothing comes back, and nothing is owed.
    expect(open.packages.map((held) => refundablePackageCents(open, held))).toEqual([0]);
  });

  it('leaves nothing to price by hand of what it pays for', () => {
    const { course } = used('six', 1);
    const fee = { kind: 'range' as const, fromCents: 1, toCents: 2 };
    const { protocol } = course;
    expect(
      unbilledSessions({ ...course, protocol: { ...protocol, fees: { ...protocol.fees, dosing: fee } } }),
    ).toEqual([]);
  });

  it('pays for one consult: a second meeting earns nothing', () => {
    const { course } = used('six', 1);
    expect(packageEarning(course, { kind: 'medical', ref: 'medical-2' })).toBeUndefined();
  });

  it('pays for an evaluation that is else due before it takes place', () => {
    const clinic = loadProtocol('welches-pazio');
    const due = { kind: 'flat' as const, cents: 47_500, once: true as const, due: 'before' as const };
    const protocol = { ...clinic, fees: { ...clinic.fees, medical: due } };
    const booking = report('sessionScheduled', { kind: 'medical', start: '2027-01-08T10:00-08:00' });
    const held = (...first: Parameters<Scene['when']>) =>
      given(courseAfter('enrolment', { protocol }))
        .when(...first, booking)
        .at('2027-01-08T11:00-08:00')
        .when(report('sessionCompleted', { session: 'medical-1' }));
    held().thenRejected('evaluation-unpaid');
    held(sell('six')).thenAccepted();
  });

  it('sold after the consult credits what was charged for it, and earns it at once', () => {
    const scene = given(courseAfter('approval', CLINIC)).when(sell('six'));
    expect(entriesOf(scene)).toEqual([
      ['package', 'six', 350_000],
      ['credit', 'charge-1', -47_500],
      ['earned', 'medical', 47_500],
    ]);
    expect(scene.status.balanceCents).toBe(302_500);
    scene
      .when(report('chargeWaived', { entry: 'charge-1', reason: 'as agreed' }))
      .thenRejected('charge-already-waived');
  });

  it('earns the consult under its own code, regardless of earlier entries', () => {
    const scene = given(courseAfter('approval', CLINIC)).when(sell('six'));
    const [package_, , earned] = scene.all('ledgerEntered');
    expect(earned).toMatchObject({ kind: 'earned', package: package_?.entry, session: 'medical-1' });
    expect(scene.course.packages).toMatchObject([{ ref: package_?.entry, consult: 'medical-1' }]);
  });

  it('credits nothing of a consult that was waived', () => {
    const waived = given(courseAfter('approval', CLINIC))
      .when(report('chargeWaived', { entry: 'charge-1', reason: 'as agreed' }), sell('six'))
      .thenAccepted();
    expect(entriesOf(waived).map(([kind]) => kind)).toEqual(['waiver', 'package', 'earned']);
  });

  it('sold after a consult that was missed credits and earns nothing yet', () => {
    const missed = given(courseAfter('enrolment', CLINIC))
      .when(report('sessionScheduled', { kind: 'medical', start: '2027-01-08T10:00-08:00' }))
      .at('2027-01-08T11:00-08:00')
      .when(report('sessionNoShow', { session: 'medical-1' }), sell('six'))
      .thenAccepted();
    expect(entriesOf(missed)).toEqual([['package', 'six', 350_000]]);
  });

  it('sold after a consult and other sessions credits the consult only', () => {
    const { course } = simulateUntil(
      courseAfter('approval', CLINIC),
      ({ cycles }) => cycles[0]?.releasedAt !== undefined,
    );
    const charges = course.money.charges.map(({ code }) => code);
    expect(charges).toEqual(expect.arrayContaining(['medical', 'dosing']));
    const credited = entriesOf(given(course).when(sell('six')).thenAccepted());
    expect(credited.filter(([kind]) => kind === 'credit')).toEqual([['credit', 'charge-1', -47_500]]);
  });

  it('includes the consult once: a second package is for infusions only', () => {
    const scene = used('six', 6).when(sell('six')).thenAccepted();
    expect(entriesOf(scene)).toEqual([['package', 'six', 350_000]]);
    expect(scene.course.packages[1]).toMatchObject({ consultCents: 0 });
  });

  it('is one that the protocol offers', () => {
    given(courseAfter('enrolment', CLINIC))
      .when(sell('seven'))
      .thenRejected('package-unknown', 'lead', 'biller');
    given(courseAfter('enrolment')).when(sell('six')).thenRejected('no-packages', 'lead');
  });

  it('is not sold while another one runs', () => {
    sold('six').when(sell('ten')).thenRejected('package-running', 'therapist');
    used('six', 6).when(sell('ten')).thenAccepted();
  });
});

describe('a refund', () => {
  it.each([
    ['six', 3, 122_500],
    ['six', 5, 2_500],
    ['six', 6, 0],
    ['ten', 5, 202_500],
  ])('of package %s after %i infusions is %i cents, explained line by line', (code, infusions, cents) => {
    const { refund } = used(code, infusions).status.accounts;
    expect(refund.cents).toBe(cents);
    expect(refund.lines.reduce((sum, line) => sum + line.cents, 0)).toBe(cents);
    expect(refund.lines.slice(0, 3).map((line) => [line.what, line.cents])).toEqual([
      ['paid', code === 'six' ? 350_000 : 550_000],
      ['consult', -47_500],
      ['infusions', -60_000 * infusions],
    ]);
  });

  it('of a package not begun is all of it', () => {
    const paid = sold('ten').when(report('paymentPosted', { cents: 550_000 }));
    expect(paid.status.accounts.refund.cents).toBe(550_000);
    paid.thenNoTask('refund-due');
  });

  it('is what the client has in credit once the course has ended, and a task until it is paid back', () => {
    const scene = withdrawn(used('six', 3));
    expect(entriesOf(scene)).toEqual([
      ['credit', 'package-unearned', -122_500],
      ['earned', 'package-repriced', 28_750],
    ]);
    scene.thenTask('refund-due', 'biller');
    expect(scene.status).toMatchObject({
      balanceCents: -122_500,
      accounts: { liabilityCents: 0, refundDueCents: 122_500, refund: { cents: 122_500 } },
    });
    const partly = scene.when(report('paymentRefunded', { cents: 100_000, reason: 'as agreed' }));
    partly.thenTask('refund-due', 'biller');
    const whole = partly.when(report('paymentRefunded', { cents: 22_500, reason: 'as agreed' }));
    expect(whole.thenNoTask('refund-due').status.accounts.refund.cents).toBe(0);
  });

  it('that was handled by hand is asked for again when more comes into credit', () => {
    const scene = withdrawn(used('six', 3));
    const [task] = Object.keys(scene.course.tasks).filter((key) => key.startsWith('refund-due'));
    const done = scene.when(report('taskCompleted', { task: task ?? '' })).thenNoTask('refund-due');
    done.when(report('paymentPosted', { cents: 1 })).thenTask('refund-due', 'biller');
  });

  it('keeps no more than was paid for: what is still owed stays owed', () => {
    const { course } = used('six', 3);
    const unpaid = { ...course, money: { ...course.money, paidCents: 100_000 } };
    const scene = withdrawn(given(unpaid));
    expect(scene.status).toMatchObject({ balanceCents: 127_500, accounts: { refundDueCents: 0 } });
    const { refund } = scene.status.accounts;
    expect([refund.cents, refund.lines.reduce((sum, { cents }) => sum + cents, 0)]).toEqual([0, 0]);
    scene.thenNoTask('refund-due');
  });

  it('takes off what was charged besides packages, and paid back before', () => {
    const scene = given(courseAfter('preparation 2')).when(
      report('paymentPosted', { cents: 900 }),
      report('paymentRefunded', { cents: 400, reason: 'as agreed' }),
    );
    expect(scene.status.accounts.refund.lines.map(({ what, cents }) => [what, cents])).toEqual([
      ['paid', 50_900],
      ['refunded', -400],
      ['charged', -50_000],
    ]);
  });

  it('falls due when the prescriber declines, even if the course continues', () => {
    const scene = sold('six')
      .when(report('paymentPosted', { cents: 350_000 }))
      .when(report('prescriberDecision', { decision: 'declined' }, { by: 'prescriber' }));
    const declined = given(courseAfter('preparation 1', CLINIC))
      .when(sell('six'), report('paymentPosted', { cents: 350_000 }))
      .when(report('prescriberDecision', { decision: 'declined' }));
    expect(scene.answer.answer.accepted).toBe(false);
    expect(declined.course.closed).toBeUndefined();
    declined.thenTask('refund-due', 'biller');
    expect(declined.status.balanceCents).toBe(-350_000);
  });
});
