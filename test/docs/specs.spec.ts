/** A spec has the path of what it tests: a file or a folder of src, or of the project itself (tools, bench, scripts). */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const ENDINGS = ['', '.ts', '.mjs', '.cjs'];

/** Whole folders about the system, not about one file: in a browser, on a real server, under faults, the repository. */
const ABOUT_THE_WHOLE = ['browser/', 'docs/', 'drills/', 'e2e/', 'replay/', 'workflows/'];

/** What goes across files, by what it has in common. */
const ACROSS = [
  // Every operation over HTTP: access, odd and random input, money, whole courses
  ...['api/access', 'api/anyInput', 'api/money', 'api/oddInput', 'api/requests', 'api/wholeWay'],
  // Random histories, whole standard courses, and rules of the calendar in every zone
  ...['course/properties', 'course/money/properties', 'course/practices', 'course/sameJson'],
  'course/clocks/daylightSaving',
  // The files of the practices, against their pages
  ...['protocols/calm', 'protocols/everyValue', 'protocols/pages', 'protocols/practices'],
  // A real PostgreSQL: restarts, kills, outages, full disks, records
  ...['postgres/accepted', 'postgres/folder', 'postgres/shared'],
  ...['store/diskFull', 'store/log', 'store/outage', 'store/records'],
  // Who can resolve each reason, by the model
  'vocabulary/resolvable',
  // Commands and packages from outside
  ...['cli/json', 'messages/mime', 'scripts/npmScripts', 'stack/install', 'tools/leftovers'],
];

const nameOf = (spec: string): string => spec.replace(/\.spec\.ts$/, '');
const isTested = (name: string): boolean =>
  ENDINGS.some((ending) =>
    ['src', '.'].some((root) => existsSync(path.join(ROOT, root, `${name}${ending}`))),
  );

const misplaced = (specs: readonly string[]): string[] =>
  specs
    .map(nameOf)
    .filter((name) => !ABOUT_THE_WHOLE.some((folder) => name.startsWith(folder)))
    .filter((name) => !ACROSS.includes(name) && !isTested(name));

const SPECS = readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.spec.ts'));

describe('a spec', () => {
  it('has the path of what it tests', () => {
    expect(SPECS).toContain('course/step.spec.ts');
    expect(misplaced(SPECS)).toEqual([]);
  });

  it('of no file or folder is refused', () => {
    const some = ['course/step', 'course/gates/index', 'tools/drill/count', 'course/decide/lateReports'];
    expect(misplaced(some.map((name) => `${name}.spec.ts`))).toEqual(['course/decide/lateReports']);
  });

  it('that goes across files is in the list only as long as it is there', () => {
    expect(ACROSS.filter((name) => !SPECS.includes(`${name}.spec.ts`) || isTested(name))).toEqual([]);
  });
});
