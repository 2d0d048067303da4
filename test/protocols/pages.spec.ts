/** docs/practices.md matches the protocols and their origins. */
import { readFileSync } from 'node:fs';
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
