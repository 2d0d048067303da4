import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isPricedByHand } from '../../src/course/money/prices';
import { loadProtocol, protocolIds, rawProtocol } from '../../src/protocols/load';
import { origins } from '../../src/catalog/stated';
import { wholeCourse } from '../course/support/courses';

/** The paths of all values in the parsed protocol, as the file must state them. */
function paths(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, at ? `${at}.${key}` : key));
}

const IDENTITY = /^(id|version|title|page|currency|(partnerFees|packages)\.\d\.(code|label|times))$/;

describe.each(protocolIds())('the protocol %s', (id) => {
  it('states the origin of every value: the page, or an assumption with its reason', () => {
    const stated = [...origins(rawProtocol(id)).keys()];
    const unstated = paths(loadProtocol(id)).filter(
      (each) => !stated.some((at) => each === at || each.startsWith(`${at}.`)),
    );
    expect(unstated.filter((each) => !IDENTITY.test(each))).toEqual([]);
  });

  it('gives a source or a reason in words', () => {
    for (const [at, origin] of origins(rawProtocol(id))) {
      const words = 'source' in origin ? origin.source : origin.why;
      expect([at, words.trim().length > 10]).toEqual([at, true]);
    }
  });

  it('completes under the usual assumptions, with nothing refused and no breach', () => {
    const { course, signals, events } = wholeCourse({ protocol: loadProtocol(id) });
    expect(signals.filter(({ answer }) => !answer.accepted)).toEqual([]);
    expect(events.filter(({ type }) => type === 'breached')).toEqual([]);
    expect(course.closed?.outcome).toBe('completed');
    expect(course.cycles).toHaveLength(course.protocol.dosing.planned);
    // A session without a fixed price waits for the biller: no price is made up.
    const byHand = Object.values(course.protocol.fees).some(
      (fee) => typeof fee === 'object' && isPricedByHand(fee),
    );
    const left = Object.values(course.tasks).filter(({ kind }) => !byHand || kind !== 'enter-charge');
    expect(left).toEqual([]);
  });
});

/** Every TypeScript file below a folder. */
const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(folder, file));

it('the code names no practice', () => {
  const src = path.resolve(__dirname, '../../src');
  const named = sources(src).filter((file) =>
    /\bcalm\b|cornerstone|mackenzie|healingmaps|welches|pazio|journey clinical/i.test(
      readFileSync(file, 'utf8'),
    ),
  );
  expect(named).toEqual([]);
});

describe('the facts on the pages', () => {
  it('Healing Cornerstone: evaluation paid before, integration in the same visit and another', () => {
    const { fees, integration, preparation, screening, setting } = loadProtocol('healing-cornerstone');
    expect(fees.medical).toEqual({ kind: 'flat', cents: 25_000, once: true, due: 'before' });
    expect(fees.dosing).toEqual({ kind: 'none' });
    expect([integration.sameVisit, integration.perCycle, integration.minutes]).toEqual([true, 2, 60]);
    expect([preparation.minimum, screening.afterPreparations, setting]).toEqual([1, 0, 'inPerson']);
  });

  it('MacKenzie: lozenges first, then preparation; training; several integrations', () => {
    const { preparation, screening, supply, integration, dosing, followUp } = loadProtocol('mackenzie');
    expect([preparation.afterSupply, screening.afterPreparations, screening.training]).toEqual([
      true,
      0,
      true,
    ]);
    expect([supply.kind, supply.starterDoses, followUp.everyDays]).toEqual(['shipped', 2, 92]);
    expect(integration.perCycle).toBeGreaterThan(1);
    expect(dosing.gapDays).toBeLessThan(14);
  });

  it('HealingMaps: at least one session before an infusion, prices as ranges', () => {
    const { preparation, supply, fees } = loadProtocol('healingmaps');
    expect([preparation.minimum, supply.kind]).toEqual([1, 'infusion']);
    expect(fees.dosing).toEqual({ kind: 'range', fromCents: 40_000, toCents: 100_000 });
  });

  it('Welches and Pazio: four sessions before the first infusion, consult and labs', () => {
    const { preparation, screening, supply, fees } = loadProtocol('welches-pazio');
    expect([preparation.minimum, screening.labs, supply.kind]).toEqual([4, true, 'infusion']);
    expect([fees.medical, fees.dosing]).toEqual([
      { kind: 'flat', cents: 47_500, once: true },
      { kind: 'flat', cents: 60_000 },
    ]);
  });
});
