/** Prices said by hand, and the way to a house call. course.md §7 */
import { expectedCosts } from '../../../src/course/money/expected';
import { loadProtocol } from '../../../src/protocols/load';
import { CALM, courseAfter, type Setup } from '../support/courses';
import type { Signal } from '../../../src/catalog/signals';
import { given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';

const RANGES: Setup = { protocol: loadProtocol('healingmaps') };
const priced = (session: string, cents: number) => report('chargeEntered', { session, cents });
const prepared = () => given(courseAfter('preparation 1', RANGES));

describe('a session whose price is a range', () => {
  it('is a task for the biller once it has taken place', () => {
    prepared().thenTask('enter-charge', 'biller');
    given(courseAfter('enrolment', RANGES)).thenNoTask('enter-charge');
  });

  it('is charged at the price the biller enters', () => {
    const scene = prepared()
      .when(priced('preparation-1', 40_000))
      .thenEvents('chargeEntered', 'ledgerEntered');
    expect(scene.all('ledgerEntered')).toMatchObject([
      { kind: 'charge', code: 'preparation', cents: 40_000, session: 'preparation-1' },
    ]);
    expect(Object.keys(scene.course.tasks)).not.toContain('enter-charge:preparation-1');
  });

  it.each([29_999, 50_001])('is not charged at a price outside the range: %i', (cents) => {
    prepared().when(priced('preparation-1', cents)).thenRejected('charge-outside-range', 'biller');
  });

  it.each([30_000, 50_000])('is charged at either end of the range: %i', (cents) => {
    prepared().when(priced('preparation-1', cents)).thenAccepted();
  });

  it('is charged once', () => {
    const scene = given(courseAfter('dosing 1', RANGES)).when(priced('preparation-1', 30_000)).thenAccepted();
    scene.when(priced('preparation-1', 30_000)).thenRejected('already-charged', 'biller');
  });

  it('is charged only after it has taken place', () => {
    prepared()
      .when(booked('preparation', '2028-01-01T10:00-08:00'))
      .when(priced('preparation-3', 30_000))
      .thenRejected('session-not-rendered', 'therapist');
    prepared().when(priced('preparation-9', 30_000)).thenRejected('session-unknown', 'biller');
  });

  it('can still be charged when the course has ended', () => {
    const ended = prepared().when(report('clientWithdrew', {})).thenTask('enter-charge', 'biller');
    ended.when(priced('preparation-1', 30_000)).thenAccepted();
  });
});

describe('a session with a fixed price', () => {
  it('is not priced by hand', () => {
    given(courseAfter('preparation 1'))
      .when(priced('preparation-1', 1))
      .thenRejected('nothing-to-price', 'therapist');
    const protocol = {
      ...CALM,
      fees: { ...CALM.fees, dosing: { kind: 'range' as const, fromCents: 1, toCents: 9 } },
    };
    given(courseAfter('dosing 1', { protocol }))
      .when(priced('preparation-1', 1))
      .thenRejected('price-is-known', 'biller');
  });
});

describe('a price the practice has not entered', () => {
  it('is entered for each session, at any amount', () => {
    const scene = given(courseAfter('preparation 1', { protocol: loadProtocol('mackenzie') }));
    expect(expectedCosts(scene.course).unpriced).toContain('preparation');
    scene.thenTask('enter-charge', 'biller').when(priced('preparation-1', 19_000)).thenAccepted();
  });
});

describe('the travel fee of a house call', () => {
  const house = (setup: Setup = {}) =>
    given(courseAfter('starter supply', setup)).when(
      report('houseCallsApproved', { count: 1 }),
      booked('dosing', '2027-03-01T10:00-08:00', { setting: 'houseCall' }),
    );
  const quoted = (cents = 8_000) => report('travelQuoted', { session: 'dosing-1', cents });
  const accepted = () => report('travelAccepted', { session: 'dosing-1' });

  const after = (booking: Scene, ...signals: Signal[]) =>
    booking
      .when(...signals)
      .at('2027-03-01T10:00-08:00')
      .when(
        report('gateOverridden', { gate: 'preparation-short', reason: 'seen often before' }),
        about('dosingStarted', 'dosing-1'),
      )
      .thenAccepted()
      .hours(1)
      .when(about('dosingEnded', 'dosing-1'));
  const chargedFor = (...[booking, ...signals]: Parameters<typeof after>) =>
    after(booking, ...signals)
      .all('ledgerEntered')
      .map(({ code, cents }) => [code, cents]);

  it('is quoted, then accepted, each a task until it is done', () => {
    const scene = house().thenAccepted().thenTask('quote-travel', 'frontDesk');
    scene.when(quoted()).thenNoTask('quote-travel').thenTask('travel-acceptance', 'frontDesk');
    scene.when(quoted(), accepted()).thenAccepted().thenNoTask('travel-acceptance');
  });

  it('is charged with the session, at the accepted quote', () => {
    const charged = (...signals: Parameters<Scene['when']>) => chargedFor(house(), ...signals);
    const session = ['dosing-first-hour', 33_000];
    expect(charged(quoted(), accepted())).toEqual([session, ['travel', 8_000]]);
    expect(charged(quoted())).toEqual([session]);
  });

  it('is not the price of the session itself where that is a range', () => {
    const fee = { kind: 'range' as const, fromCents: 1, toCents: 99_000 };
    const protocol = { ...CALM, fees: { ...CALM.fees, dosing: fee } };
    const ended = after(house({ protocol }), quoted(), accepted());
    ended.thenTask('enter-charge', 'biller').when(priced('dosing-1', 50_000)).thenAccepted();
  });

  it('is expected as soon as it is quoted', () => {
    const before = house();
    const more = expectedCosts(before.when(quoted()).course).toCents - expectedCosts(before.course).toCents;
    expect(more).toBe(8_000);
  });

  it('is quoted only for house calls, and only where the practice charges one', () => {
    given(courseAfter('dosing booked 1'))
      .when(quoted())
      .thenRejected('not-a-house-call', 'frontDesk', 'therapist');
    const protocol = { ...CALM, dosing: { ...CALM.dosing, travelFee: 'none' as const } };
    const free = house({ protocol }).thenAccepted().thenNoTask('quote-travel');
    free.when(quoted()).thenRejected('no-travel-fee', 'lead');
    given(courseAfter('enrolment')).when(quoted()).thenRejected('no-session-booked');
  });

  it('is accepted only once, and only after it was quoted', () => {
    house().when(accepted()).thenRejected('travel-not-quoted', 'frontDesk', 'biller');
    house().when(quoted(), accepted(), accepted()).thenRejected('travel-already-accepted', 'frontDesk');
    house().when(quoted(), accepted(), quoted(9_000)).thenTask('travel-acceptance', 'frontDesk');
  });
});
