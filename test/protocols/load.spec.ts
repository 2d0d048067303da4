import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadProtocol, protocolIds, protocolLibrary, rawProtocol } from '../../src/protocols/load';
import { readFilled } from '../../src/protocols/readSignal';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'protocols-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

type Raw = Record<string, unknown> & { dosing: Record<string, { value: unknown }> };
const copy = (changes: object = {}): Raw => ({
  ...structuredClone(rawProtocol('calm') as Raw),
  id: 'our-own',
  ...changes,
});
const put = (file: string, content: unknown): void => {
  writeFileSync(path.join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
};

describe('a practice’s own protocols', () => {
  it('are added to the shipped ones, and read on every use: a new version needs no restart', () => {
    put('our-own.json', copy());
    const library = protocolLibrary(folder);
    expect(library.ids()).toEqual([...protocolIds(), 'our-own'].sort());
    expect(library.load('our-own')).toMatchObject({ id: 'our-own', version: 1 });
    put('our-own.json', copy({ version: 2 }));
    expect(library.load('our-own').version).toBe(2);
    expect(library.load('calm').id).toBe('calm');
    expect(() => library.load('nobody')).toThrow(/There is no protocol "nobody".*our-own/s);
  });

  it('are refused with every mistake and its place, contradictions included', () => {
    const wrong = copy();
    wrong.dosing.exploratory = { ...wrong.dosing.exploratory, value: 9 };
    put('our-own.json', wrong);
    expect(() => protocolLibrary(folder)).toThrow(
      /our-own\.json is not a valid protocol:.*dosing\.exploratory: must not exceed/s,
    );
    put('our-own.json', '{');
    expect(() => protocolLibrary(folder)).toThrow(/our-own\.json is not a valid protocol/);
  });

  it('must not reuse a shipped id, and must be named after their own', () => {
    put('calm.json', copy({ id: 'calm' }));
    expect(() => protocolLibrary(folder)).toThrow(/calm is the id of a shipped protocol/);
    rmSync(path.join(folder, 'calm.json'));
    put('other.json', copy());
    expect(() => protocolLibrary(folder)).toThrow(/rename the file to our-own\.json/);
  });

  it('cannot be read from a missing folder', () => {
    expect(() => protocolLibrary(path.join(folder, 'none'))).toThrow(/cannot be read/);
  });
});

describe('a move to a version, reported by its number', () => {
  const report = (protocol: unknown) =>
    readFilled(
      'protocolChanged',
      { id: 'm-1', by: { role: 'lead', id: 'lead-1' }, protocol },
      protocolLibrary(folder),
    );

  it('is filled in with the content of that version', () => {
    put('our-own.json', copy({ version: 3 }));
    expect(report({ id: 'our-own', version: 3 })).toMatchObject({
      signal: { protocol: { version: 3, dosing: { planned: 8 } } },
    });
  });

  it('is refused for a version or protocol the installation does not have', () => {
    put('our-own.json', copy({ version: 3 }));
    expect(report({ id: 'our-own', version: 2 })).toEqual({
      problems: [{ field: 'protocol.version', message: 'this installation has version 3' }],
    });
    expect(report({ id: 'nobody', version: 1 })).toMatchObject({ problems: [{ field: 'protocol.id' }] });
  });

  it('is refused without an exception when the file has become invalid', () => {
    put('our-own.json', copy());
    const library = protocolLibrary(folder);
    put('our-own.json', copy({ version: 'two' }));
    const read = readFilled('protocolChanged', { protocol: { id: 'our-own', version: 1 } }, library);
    expect(read).toMatchObject({ problems: [{ field: 'protocol.id' }] });
  });

  it('is left unchanged when it has the content, or is another signal', () => {
    const protocol = loadProtocol('calm');
    expect(report({ ...protocol, title: 'as it was sent' })).toMatchObject({
      signal: { protocol: { title: 'as it was sent' } },
    });
    const by = { role: 'lead', id: 'lead-1' };
    const other = readFilled('planChanged', {
      id: 'm-1',
      by,
      dosings: 6,
      protocol: { id: 'calm', version: 1 },
    });
    expect(other).toMatchObject({ problems: [{ field: '(body)' }] });
  });
});
