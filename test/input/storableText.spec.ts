import fc from 'fast-check';
import { textProblems } from '../../src/input/storableText';

const fields = (value: unknown): string[] => textProblems(value).map(({ field }) => field);

describe('text that a database cannot store', () => {
  it('is found anywhere, field names included', () => {
    expect(fields({ a: 'x', b: [{ c: 'y\u0000' }], 'd\udc00': 1 })).toEqual(['d\ufffd', 'b.0.c']);
    expect(fields('\ud83d')).toEqual(['(body)']);
  });

  it('is never what people write', () => {
    expect(fields({ name: 'Zoë 葛\u{e0100} 😀\n', count: 1, none: null, nothing: undefined })).toEqual([]);
  });

  it('is also the one name under which nothing is kept', () => {
    expect(fields(JSON.parse('{"a":[{"__proto__":{"b":1}}],"constructor":1}'))).toEqual(['a.0.__proto__']);
    expect(fields(['__proto__'])).toEqual([]);
  });

  it('is found at any depth', () => {
    let deep: unknown = '\u0000';
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    expect(textProblems(deep)).toHaveLength(1);
  });

  it('is exactly what UTF-8 does not preserve, and NUL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const kept = Buffer.from(text, 'utf8').toString('utf8') === text && !text.includes('\0');
        expect(fields(text).length === 0).toBe(kept);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0xd700, max: 0xe0ff })), (units) => {
        const text = String.fromCharCode(...units);
        expect(fields(text).length === 0).toBe(Buffer.from(text, 'utf8').toString('utf8') === text);
      }),
      { numRuns: 500 },
    );
  });
});
