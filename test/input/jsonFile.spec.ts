import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { JsonFileError, parseJson, readJsonFile } from '../../src/input/jsonFile';

describe('JSON that a person wrote', () => {
  it('is read, also with the line ends and the byte order mark of Windows', () => {
    expect(parseJson('\uFEFF{\r\n "a": [1, true, null, "x"] }\r\n', 'a.json')).toEqual({
      a: [1, true, null, 'x'],
    });
  });

  it.each([
    ['{\n  "a": 1,\n}', 'line 3, column 1: a name in double quotes is missing, or there is an extra comma'],
    ['{\n  "a": 1\n  "b": 2 }', 'line 3, column 3: a comma is missing'],
    ['{ "a": }', 'line 1, column 8: a value is missing, or there is an extra comma'],
    ['{ "a" 1 }', 'line 1, column 7: a colon is missing'],
    ['{ "a": 1', 'line 1, column 9: a closing brace } is missing'],
    ['[1, 2', 'line 1, column 6: a closing bracket ] is missing'],
    ['{ "a": "b }', 'line 1, column 8: a closing double quote is missing'],
    ['{} // why', 'line 1, column 4: JSON cannot contain comments'],
    ['{} {}', 'line 1, column 4: there is unexpected text after the end'],
    ['', 'line 1, column 1: a value is missing, or there is an extra comma'],
    ["{ 'a': 1 }", 'line 1, column 3: '],
    ['{ "a": 01 }', 'line 1, column '],
  ])('is refused with the place of its mistake: %j', (text, mistake) => {
    expect(() => parseJson(text, 'a.json')).toThrow(JsonFileError);
    expect(() => parseJson(text, 'a.json')).toThrow(`a.json, ${mistake}`);
  });

  it('is refused when it has a name twice in one object, because one of the two would be lost', () => {
    const twice = '{\n  "a": { "b": 1 },\n  "c": { "b": 1 },\n  "a": 2\n}';
    expect(() => parseJson(twice, 'a.json')).toThrow('a.json, line 4, column 3: “a” is defined twice.');
    expect(parseJson('{ "a": { "b": 1 }, "c": [{ "b": 1 }, { "b": 2 }] }', 'a.json')).toBeDefined();
  });

  it.each(['{ "a": ["x", "y\\u0000"] }', '{ "a": ["x", "\\ud83d"] }'])(
    'is refused when it has text that a database cannot store: %s',
    (text) => {
      expect(() => parseJson(text, 'a.json')).toThrow(
        'a.json: a.1 must not contain a NUL character or half of a surrogate pair.',
      );
    },
  );

  it('is reported when its file cannot be read', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-json-'));
    try {
      const file = path.join(folder, 'a.json');
      expect(() => readJsonFile(file)).toThrow(`${file} cannot be read: the file does not exist.`);
      expect(() => readJsonFile(folder)).toThrow(`${folder} cannot be read: this is a folder.`);
      writeFileSync(file, '{"a":1}');
      expect(readJsonFile(file)).toEqual({ a: 1 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
