import * as fc from 'fast-check';
import { GENESIS, link, verifyChain, type ChainedEntry } from '../../src/security/auditChain';
import { canonicalJson } from '../../src/security/canonicalJson';

const chain = (entries: readonly unknown[]): ChainedEntry[] => {
  let head = GENESIS;
  return entries.map((entry) => ({ entry, hash: (head = link(head, entry)) }));
};
const three = chain([{ at: 1 }, { at: 2 }, { at: 3 }]);
const pick = (...order: number[]) => order.flatMap((index) => three[index] ?? []);

describe('the audit chain', () => {
  it('is sound as written, and an empty one too', () => {
    expect(verifyChain(three)).toEqual({ ok: true, head: three[2]?.hash });
    expect(verifyChain([])).toEqual({ ok: true, head: GENESIS });
  });

  it('shows the first entry that was changed', () => {
    const changed = three.map((link, index) => (index === 1 ? { ...link, entry: { at: 9 } } : link));
    expect(verifyChain(changed)).toEqual({ ok: false, brokenAt: 1 });
  });

  it('shows a change even when the changed entry was hashed again', () => {
    const entry = { at: 9 };
    const changed = three.map((each, index) =>
      index === 1 ? { entry, hash: link(three[0]?.hash ?? '', entry) } : each,
    );
    expect(verifyChain(changed)).toEqual({ ok: false, brokenAt: 2 });
  });

  it.each([
    ['removed', pick(0, 2), 1],
    ['removed at the start', pick(1, 2), 0],
    ['moved', pick(0, 2, 1), 1],
    ['repeated', pick(0, 0, 1, 2), 1],
  ])('shows where an entry was %s', (_how, entries, brokenAt) => {
    expect(verifyChain(entries)).toEqual({ ok: false, brokenAt });
  });

  it('shows a cut end by its head only', () => {
    const cut = verifyChain(pick(0, 1));
    expect(cut).toEqual({ ok: true, head: three[1]?.hash });
    expect(cut).not.toEqual(verifyChain(three));
  });

  it('can be checked from its middle on', () => {
    expect(verifyChain(pick(1, 2), three[0]?.hash)).toMatchObject({ ok: true });
  });

  it('finds any one changed entry at its place', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }), fc.nat(), (entries, at) => {
        const brokenAt = at % entries.length;
        const forged = chain(entries).map((each, index) =>
          index === brokenAt ? { ...each, entry: { was: each.entry } } : each,
        );
        expect(verifyChain(forged)).toEqual({ ok: false, brokenAt });
      }),
    );
  });

  it('keeps its hashes from release to release', () => {
    const expected = 'f0a7f965e54eea4df337a51d3ab4fbdb0a1af79d268a75f915aa3aec0c10cfec';
    expect(link(GENESIS, { kind: 'sessionCompleted', cents: 24900 })).toBe(expected);
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order in which members were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const backwards = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(backwards)).toBe(canonicalJson(value));
      }),
    );
  });

  it('survives a trip through JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out undefined members, as JSON does', () => {
    expect(canonicalJson({ b: undefined, a: [null, true] })).toBe('{"a":[null,true]}');
  });

  class Money {
    constructor(readonly cents: number) {}
  }
  const unfit: unknown[] = [
    new Money(5),
    NaN,
    undefined,
    [undefined],
    new Date(0),
    new Map(),
    () => 1,
    10n,
    new URL('x:y'),
  ];

  it.each(unfit.map((value) => ({ value })))('refuses what JSON would change silently (%#)', ({ value }) => {
    expect(() => canonicalJson({ value: [value] })).toThrow(TypeError);
  });
});
