/** A fee agreed with one client instead of the protocol's. course.md §7, §9 */
import { expectedCosts, materialDrift } from '../../../src/course/money/expected';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter } from '../support/courses';
import { given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';

type Kind = 'preparation' | 'medical' | 'dosing' | 'integration';
const agreed = (kind: Kind, cents: number | null) =>
  report('feeAgreed', { kind, cents, reason: 'sliding scale' });
const of = (protocol: string) => ({ protocol: loadProtocol(protocol) });
/** Prices are ranges; what comes first is another matter. */
const MAPS = loadProtocol('healingmaps');
const RANGES = { protocol: { ...MAPS, screening: { ...MAPS.screening, beforePreparation: false } } };
const expected = ({ course }: Scene): number => expectedCosts(course).toCents;
const prepared = (scene: Scene, ref = 'preparation-1', day = '12') =>
  scene
    .when(booked('preparation', `2027-01-${day}T10:00-08:00`))
    .at(`2027-01-${day}T11:00-08:00`)
    .when(about('sessionCompleted', ref));

describe('a fee agreed with a client', () => {
  const enrolled = () => given(courseAfter('enrolment'));

  it('is charged for each further session of the kind', () => {
    const scene = prepared(enrolled().when(agreed('preparation', 15_000)));
    expect(scene.all('ledgerEntered')).toMatchObject([
      { kind: 'charge', code: 'preparation', cents: 15_000 },
    ]);
    const again = prepared(scene.when(agreed('preparation', null)), 'preparation-2', '13');
    expect(again.course.money.chargedCents).toBe(40_000);
  });

  it('lowers the expected cost, and raised again calls for a new estimate', () => {
    const before = enrolled();
    const lower = before.when(agreed('preparation', 15_000));
    expect(expected(before) - expected(lower)).toBe(60_000);
    const signed = lower.when(
      report('estimateIssued', { estimate: 'lower', totalCents: expected(lower) }),
      report('estimateAcknowledged', { estimate: 'lower' }),
    );
    expect(materialDrift(signed.course)).toBeUndefined();
    signed.when(agreed('preparation', null)).thenTask('reissue-estimate', 'biller');
  });

  it('covers a longer session, and one whose price is a range', () => {
    const dosed = given(courseAfter('dosing booked 1')).when(agreed('dosing', 20_000));
    expect(expectedCosts(dosed.course).toCome.find(({ kind }) => kind === 'dosing')).toMatchObject({
      quantity: 8,
      fromCents: 160_000,
      toCents: 160_000,
    });
    const range = prepared(given(courseAfter('enrolment', RANGES)).when(agreed('preparation', 20_000)));
    expect(range.course.money.chargedCents).toBe(20_000);
    range.thenNoTask('enter-charge');
  });

  it('may be nothing', () => {
    const scene = prepared(enrolled().when(agreed('preparation', 0)));
    expect(scene.course.money.chargedCents).toBe(0);
  });

  it('is what must be paid before an evaluation', () => {
    const scene = given(courseAfter('enrolment', of('healing-cornerstone')))
      .when(agreed('medical', 10_000), booked('medical', '2027-01-08T10:00-08:00'))
      .when(report('paymentPosted', { cents: 10_000 }))
      .at('2027-01-08T11:00-08:00');
    scene.when(about('sessionCompleted', 'medical-1')).thenAccepted();
  });

  it('leaves the copay of a client whom insurance covers', () => {
    const scene = given(courseAfter('enrolment', of('healing-cornerstone'))).when(
      report('coverageChecked', { service: 'psychotherapy', result: 'covered', copayCents: 3_000 }),
      agreed('integration', 10_000),
    );
    const integration = expectedCosts(scene.course).toCome.find(({ kind }) => kind === 'integration');
    expect(integration?.toCents).toBe((integration?.quantity ?? 0) * 3_000);
  });

  it('is not above the protocol’s, and not for what costs nothing', () => {
    enrolled().when(agreed('preparation', 25_001)).thenRejected('fee-above-protocol', 'biller');
    enrolled().when(agreed('dosing', 49_501)).thenRejected('fee-above-protocol');
    enrolled().when(agreed('dosing', 49_500)).thenAccepted();
    enrolled().when(agreed('medical', 100)).thenRejected('no-fee-to-agree', 'lead');
  });

  it('comes after the price of a session that waits for one', () => {
    const waiting = prepared(given(courseAfter('enrolment', RANGES)));
    waiting
      .thenTask('enter-charge', 'biller')
      .when(agreed('preparation', 100))
      .thenRejected('price-owed-first');
  });
});
