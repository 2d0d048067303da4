import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { protocolIds, protocolLibrary, rawProtocol } from '../../src/protocols/load';
import { filled } from '../../src/signals/filled';
import { readSignal } from '../../src/signals/catalog';

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
  it('stand beside the shipped ones, and are read anew: a new version needs no restart', () => {
    put('our-own.json', copy());
    const library = protocolLibrary(folder);
    expect(library.ids()).toEqual([...protocolIds(), 'our-own'].sort());
    expect(library.load('our-own')).toMatchObject({ id: 'our-own', version: 1 });
    put('our-own.json', copy({ version: 2 }));
    expect(library.load('our-own').version).toBe(2);
    expect(library.load('calm').id).toBe('calm');
    expect(() => library.load('nobody')).toThrow(/There is no protocol "nobody".*our-own/s);
  });

  it('are refused with every mistake and its place, also what cannot be meant', () => {
    const wrong = copy();
    wrong.dosing.exploratory = { ...wrong.dosing.exploratory, value: 9 };
    put('our-own.json', wrong);
    expect(() => protocolLibrary(folder)).toThrow(
      /our-own\.json is not a valid protocol:.*dosing\.exploratory: 9/s,
    );
    put('our-own.json', '{');
    expect(() => protocolLibrary(folder)).toThrow(/our-own\.json is not a valid protocol/);
  });

  it('take no id that is shipped, and are called after their own', () => {
    put('calm.json', copy({ id: 'calm' }));
    expect(() => protocolLibrary(folder)).toThrow(/calm is shipped with the program/);
    rmSync(path.join(folder, 'calm.json'));
    put('other.json', copy());
    expect(() => protocolLibrary(folder)).toThrow(/the file of our-own is to be called our-own\.json/);
  });

  it('cannot be read from a folder that is not there', () => {
    expect(() => protocolLibrary(path.join(folder, 'none'))).toThrow(/cannot be read/);
  });
});

describe('a move to a version, reported by its number', () => {
  const report = (protocol: unknown) =>
    filled(
      'protocolChanged',
      { id: 'm-1', by: { role: 'lead', id: 'lead-1' }, protocol },
      protocolLibrary(folder),
    );

  it('is given the content of that version', () => {
    put('our-own.json', copy({ version: 3 }));
    const whole = report({ id: 'our-own', version: 3 });
    const read = 'payload' in whole ? readSignal('protocolChanged', whole.payload) : whole;
    expect(read).toMatchObject({ signal: { protocol: { version: 3, dosing: { planned: 8 } } } });
  });

  it('is refused for a version or protocol the installation does not have', () => {
    put('our-own.json', copy({ version: 3 }));
    expect(report({ id: 'our-own', version: 2 })).toEqual({
      problems: [{ field: 'protocol.version', message: 'this installation has version 3' }],
    });
    expect(report({ id: 'nobody', version: 1 })).toMatchObject({ problems: [{ field: 'protocol.id' }] });
  });

  it('is refused, not thrown, when the file has been spoilt since', () => {
    put('our-own.json', copy());
    const library = protocolLibrary(folder);
    put('our-own.json', copy({ version: 'two' }));
    const whole = filled('protocolChanged', { protocol: { id: 'our-own', version: 1 } }, library);
    expect(whole).toMatchObject({ problems: [{ field: 'protocol.id' }] });
  });

  it('is left alone when it carries the content, or is another signal', () => {
    const payload = { protocol: { id: 'our-own', version: 1, title: 'whole' } };
    expect(filled('protocolChanged', payload)).toEqual({ payload });
    expect(filled('planChanged', { protocol: { id: 'calm', version: 1 } })).toHaveProperty('payload');
  });
});
