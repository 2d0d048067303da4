/** docs/practices.md matches the protocols and their origins. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CATALOG } from '../../src/catalog/signals';
import { fieldWords, formatValue } from '../../src/protocols/fieldWords';
import { protocolIds, rawProtocol } from '../../src/protocols/load';
import { origins } from '../../src/catalog/stated';

const page = readFileSync(path.resolve(__dirname, '../../docs/practices.md'), 'utf8');
const sections = page.split('\n## ').filter((section) => section.includes('`protocols/'));

const VALUE = /`([a-zA-Z]+(?:\.[a-zA-Z]+)*)`: ([^|;]+)/g;

/** Each `path`: value in a section's table, with the origin its row gives. */
function valuesIn(section: string): { at: string; value: string; origin: string }[] {
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => {
      const origin = line.split('|').at(-2)?.trim() ?? '';
      return [...line.matchAll(VALUE)].map(([, at = '', value = '']) => ({
        at,
        value: value.trim(),
        origin,
      }));
    });
}

describe.each(protocolIds())('the page of %s', (id) => {
  const section = sections.find((each) => each.includes(`protocols/${id}.json`)) ?? '';
  const raw = rawProtocol(id);
  const known = origins(raw);

  it('gives the current values, each with its origin', () => {
    const values = valuesIn(section).filter(({ at }) => known.has(at));
    expect(values.length).toBeGreaterThan(10);
    for (const { at, value, origin } of values) {
      const leaf = known.get(at);
      const is = formatValue(leaf?.value, fieldWords(at).unit);
      expect([at, value === is || value.startsWith(`${is}, `), origin]).toEqual([
        at,
        true,
        leaf && 'source' in leaf ? 'stated' : 'assumed',
      ]);
    }
  });

  it('names no value that the protocol lacks', () => {
    const other = valuesIn(section).flatMap(({ at }) => (known.has(at) ? [] : [at]));
    const lists = ['partnerFees', 'packages'];
    expect(other.filter((at) => !lists.includes(at))).toEqual([]);
  });
});

it('names only existing signals', () => {
  const named = [...page.matchAll(/signals? ((?:`\w+`(?:, | and )?)+)/g)].flatMap(([, all = '']) =>
    [...all.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !(name in CATALOG))).toEqual([]);
});

describe('the test of each row', () => {
  const rows = sections.flatMap((section) =>
    section
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| on the page') && !line.startsWith('| -'))
      .map((line) => line.split('|').map((cell) => cell.trim())),
  );
  const EVERY_VALUE = 'protocols/everyValue';

  /** What is wrong with the spec that a row names; undefined if nothing is. */
  function problem([, page = '', carried = '', test = '', origin = '']: string[]): string | undefined {
    if (origin === '–' || origin === 'not yet') return test === '–' ? undefined : `${page}: names a test`;
    const spec = /^`test\/([\w/]+)\.spec\.ts`$/.exec(test)?.[1];
    const file = path.resolve(__dirname, '..', `${spec ?? ''}.spec.ts`);
    if (!spec || !existsSync(file)) return `${page}: ${test} is no spec`;
    const names = [...carried.matchAll(/`([\w.-]+)`/g)].map(([, name = '']) => name);
    const text = readFileSync(file, 'utf8');
    const tells = spec === EVERY_VALUE ? names.length > 0 : names.some((name) => text.includes(name));
    return tells ? undefined : `${page}: ${spec} mentions none of ${names.join(', ')}`;
  }

  it('exists and is about it', () => {
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.flatMap((row) => problem(row) ?? [])).toEqual([]);
  });

  it('would be missed', () => {
    expect(problem(['', 'A step', '`dosing.planned`: 8', '', 'stated'])).toBeDefined();
    expect(problem(['', 'A step', '`dosing.planned`: 8', '`test/no/spec.spec.ts`', 'stated'])).toBeDefined();
    expect(
      problem(['', 'A step', '`no-such-gate`', '`test/course/gates/index.spec.ts`', 'stated']),
    ).toBeDefined();
  });
});
