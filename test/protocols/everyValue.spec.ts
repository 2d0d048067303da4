/** Whatever a protocol says has a consequence that people can see, or is listed here as information, with the reason. */
import type { Protocol } from '../../src/catalog/protocol';
import { checkConsistency } from '../../src/protocols/check';
import { loadProtocol, protocolIds } from '../../src/protocols/load';
import { leavesOf } from './everyValue/leaves';
import { Observer } from './everyValue/observed';

const INFORMATION: readonly (readonly [path: RegExp, why: string])[] = [
  [/^(id|version|title|page)$/, 'says which protocol it is, and where its values come from'],
  [/^currency$/, 'there is only one'],
  [/^(partnerFees|packages)\.\d+\.code$/, 'names the entry for reports and files'],
  [/^estimate\.statedTotalCents$/, 'what the page adds up to: `protocol check` compares it with the prices'],
];

/** Values that only matter if another one says so. They are changed in a protocol in which all of these do. */
const ONLY_WITH: readonly RegExp[] = [
  /^preparation\.label$/,
  /^screening\.(labsValidDays|partner|label|confirmSuitability)$/,
  /^supply\.(starterDoses|refillDoses|prescriptionValidDays)$/,
  /^dosing\.(label|travelFee|supportPersonWhenRemote|rideHomeWhenInPerson)$/,
  /^clocks\.(supportPersonAskHours|shipmentDays|prescriptionNoticeDays|unpaid)/,
  /^fees\.payWhen$/,
  /^clocks\.taskDays\.(labs|training|dose-review|enter-charge|unpaid-balance|shipment-overdue|lost-supply|leftover-supply)$/,
  /^cancellation\.(noticeHours|feeFor)/,
  /^estimate\.(dosingMinutes|followUps|reissueCents|notIncluded)/,
];

/**
 * A protocol that asks for labs and training, hands out doses, bills everything, and doses in both settings. It lists no
 * criteria, because a protocol that does must ask the therapist.
 */
const withAllInUse = ({
  screening: { criteria: _listed, ...screening },
  ...protocol
}: Protocol): Protocol => ({
  ...protocol,
  screening: { ...screening, labs: true, training: true },
  dosing: {
    ...protocol.dosing,
    exploratory: Math.max(1, protocol.dosing.exploratory),
    planned: protocol.dosing.planned + 4,
    houseCallsMax: 2,
    alsoIn: protocol.dosing.alsoIn ?? [protocol.setting === 'remote' ? 'inPerson' : 'remote'],
  },
  supply: {
    ...protocol.supply,
    kind: protocol.supply.kind === 'infusion' ? 'dispensed' : protocol.supply.kind,
    starterDoses: Math.max(2, protocol.supply.starterDoses),
    refillDoses: Math.max(2, protocol.supply.refillDoses),
  },
  cancellation: { ...protocol.cancellation, feeCents: 5_000 },
  fees: {
    ...protocol.fees,
    preparation: { kind: 'flat', cents: 10_000 },
    medical: { kind: 'flat', cents: 20_000 },
    dosing: { kind: 'firstHourThenFlat', firstMinutes: 60, firstCents: 100_000, longerCents: 50_000 },
    integration: { kind: 'range', fromCents: 10_000, toCents: 20_000 },
  },
  partnerFees: [{ code: 'intake', label: 'Intake', cents: 10_000, times: 'once' }],
});

const isListed = (path: string): boolean => INFORMATION.some(([pattern]) => pattern.test(path));

/** Some ten thousand steps of the model for each protocol. */
const LIMIT_MS = 240_000;

const observers = new Map<string, Observer>();

function observerOf(protocol: Protocol): Observer {
  const key = JSON.stringify(protocol);
  const known = observers.get(key) ?? new Observer(protocol);
  observers.set(key, known);
  return known;
}

/** Where the effect of another value shows; undefined if nowhere. `refused`: no other value is valid. */
function effectOf(protocol: Protocol, path: string): string | undefined {
  const whole = ONLY_WITH.some((pattern) => pattern.test(path)) ? withAllInUse(protocol) : protocol;
  const leaf = leavesOf(whole, path)[0];
  if (!leaf || leaf.others.length === 0) return 'refused';
  return observerOf(whole).effectOf(path, leaf.others);
}

describe.each(protocolIds())('each value of %s', (id) => {
  const protocol = loadProtocol(id);

  it(
    'has an effect',
    () => {
      expect(checkConsistency(withAllInUse(protocol))).toEqual([]);
      const paths = leavesOf(protocol)
        .map(({ path }) => path)
        .filter((path) => !isListed(path));
      expect(paths.length).toBeGreaterThan(90);
      const without = paths.filter((path) => effectOf(protocol, path) === undefined);
      expect(without).toEqual([]);
    },
    LIMIT_MS,
  );
});

it('would notice a value that nothing reads', () => {
  const calm = loadProtocol('calm');
  expect(observerOf(calm).effectOf('page', [{ ...calm, page: 'Another page' }])).toBeUndefined();
});
