/** Who pays: the client, or the insurance where it was found to cover. course.md §4.3, §7 */
import { expectedCosts } from '../../../src/course/money/expected';
import { loadProtocol } from '../../../src/protocols/load';
import type { Protocol } from '../../../src/catalog/protocol';
import { courseAfter, started, type Milestone } from '../support/courses';
import { given } from '../support/given';
import { about, booked, report } from '../support/signals';

const CORNERSTONE = loadProtocol('healing-cornerstone');
const CLINIC = loadProtocol('welches-pazio');
type Result = 'covered' | 'partly' | 'notCovered';
const checked = (
  result: Result,
  copayCents?: number,
  service: 'psychotherapy' | 'medical' = 'psychotherapy',
) => report('coverageChecked', { service, result, ...(copayCents !== undefined && { copayCents }) });

/** What comes first is another matter. */
const inAnyOrder = (protocol: Protocol): Protocol => ({
  ...protocol,
  screening: { ...protocol.screening, beforePreparation: false },
});

/** A preparation session held after this was found of the insurance. */
const prepared = (protocol: Protocol, ...found: Parameters<typeof checked>[]) =>
  given(courseAfter('enrolment', { protocol: inAnyOrder(protocol) }))
    .when(...found.map((each) => checked(...each)), booked('preparation', '2027-01-11T10:00-08:00'))
    .at('2027-01-11T11:00-08:00')
    .when(about('sessionCompleted', 'preparation-1'))
    .thenAccepted();
const chargedOf = (scene: ReturnType<typeof prepared>) =>
  scene.all('ledgerEntered').map(({ cents }) => cents);

describe('a session of psychotherapy', () => {
  it.each<[Result | undefined, number | undefined, number[]]>([
    [undefined, undefined, [16_500]],
    ['covered', undefined, []],
    ['covered', 3_000, [3_000]],
    ['partly', 3_000, [3_000]],
    ['partly', undefined, [16_500]],
    ['notCovered', undefined, [16_500]],
    ['notCovered', 3_000, [16_500]],
  ])('that may be insured, found %s with co-pay %s, is charged %j', (result, copay, cents) => {
    expect(
      chargedOf(prepared(CORNERSTONE, ...(result ? [[result, copay] as [Result, number?]] : []))),
    ).toEqual(cents);
  });

  it('costs no more with a copay than without insurance', () => {
    const most = given(courseAfter('enrolment', { protocol: CORNERSTONE }));
    most.when(checked('covered', 16_500)).thenAccepted();
    most
      .when(checked('covered', 16_501))
      .thenRejected('copay-above-price', 'frontDesk', 'biller', 'therapist');
    most.when(checked('notCovered', 16_501)).thenAccepted();
    given(courseAfter('enrolment', { protocol: CLINIC }))
      .when(checked('covered', 99_999))
      .thenAccepted();
  });

  it('that is billed to insurance waits for its price where insurance does not pay', () => {
    prepared(CLINIC, ['covered']).thenNoTask('enter-charge');
    const own = prepared(CLINIC, ['notCovered']).thenTask('enter-charge', 'biller');
    own.when(report('chargeEntered', { session: 'preparation-1', cents: 18_000 })).thenAccepted();
  });

  it('is charged at the price entered for clients without insurance', () => {
    const preparation = { kind: 'insurance' as const, ask: 'the rate', selfPayCents: 18_000 };
    const protocol = { ...CLINIC, fees: { ...CLINIC.fees, preparation } };
    expect(chargedOf(prepared(protocol, ['notCovered']))).toEqual([18_000]);
    expect(chargedOf(prepared(protocol))).toEqual([]);
  });

  it('costs what it costs where nothing is billed to insurance', () => {
    const { course } = given(courseAfter('enrolment')).when(checked('covered'));
    expect(expectedCosts(course).toCents).toBe(746_000);
  });

  it('is expected at what the client pays of it', () => {
    const { course } = given(started({ protocol: CORNERSTONE })).when(checked('covered', 3_000));
    expect(expectedCosts(course).toCents).toBe(25_000 + 13 * 3_000);
  });
});

describe('the estimate', () => {
  const medical = { kind: 'flat' as const, cents: 25_000, insurable: true as const };
  const allInsured = { ...CORNERSTONE, fees: { ...CORNERSTONE.fees, medical } };
  const at = (milestone: Milestone, protocol: Protocol) => given(courseAfter(milestone, { protocol }));

  it('is owed to a client who pays for anything', () => {
    at('consents', CORNERSTONE).when(checked('covered')).thenTask('issue-estimate', 'biller');
    at('consents', allInsured).when(checked('covered')).thenTask('issue-estimate', 'biller');
  });

  it('is owed to nobody whose insurance pays for all of it', () => {
    const scene = at('consents', allInsured).when(
      checked('covered'),
      checked('covered', undefined, 'medical'),
    );
    scene.thenNoTask('issue-estimate');
    expect(scene.status.gates.map(({ code }) => code)).not.toContain('estimate-unacknowledged');
    expect(scene.status.phase).not.toBe('enrolment');
    const copay = at('consents', allInsured).when(
      checked('covered', 100),
      checked('covered', undefined, 'medical'),
    );
    expect(copay.status.gates.map(({ code }) => code)).toContain('estimate-unacknowledged');
  });
});
