import { reason } from '../../src/vocabulary/reasons';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withRunningStack } from '../../src/cli/withRunningStack';
import { overDatabase, runningInstallation, type Installation } from '../../src/cli/installation';
import { previewMoves, printedMoves, type MovePreview } from '../../src/cli/previewMoves';
import { loadConfig } from '../../src/config';
import { instant } from '../../src/time/instant';
import type { ForecastEntry } from '../../src/course/forecast/entry';
import { exactBounds, type Bounds } from '../../src/course/money/prices';
import type { Outcome } from '../../src/course/state';
import { writeReady } from '../../src/stack/ready';
import { protocolLibrary, withSaved } from '../../src/protocols/load';
import type { Protocol } from '../../src/catalog/protocol';
import { apiApp, type ApiApp } from '../api/support/apiApp';
import { calmAt } from '../support/protocols';
import { CALM, started } from '../course/support/courses';
import { step, SUMMARY } from '../store/fixtures';

const content = calmAt(2, { 'dosing.planned': 10 });
const protocols = withSaved(protocolLibrary(), [{ id: 'calm', version: 2, content }]);
const VERSION_2 = protocols.load('calm');

let api: ApiApp;
let installation: Installation;
let [old, current, ended] = ['', '', ''];

async function begun(protocol: Protocol, closed?: Outcome): Promise<string> {
  const id = await api.newCourse();
  const { practice, client, startedAt: at } = started();
  const by = { role: 'frontDesk', id: 'frontDesk-1' } as const;
  const event = { type: 'courseStarted', at, course: id, protocol, practice, client } as const;
  await api.store.commitStep({
    ...step(id, 1, [], { summary: { ...SUMMARY, ...(closed !== undefined && { closed }) } }),
    events: [{ ...event, seq: 1, recordedAt: at, cause: 'start', by }],
  });
  return id;
}

beforeAll(async () => {
  api = await apiApp({ protocols });
  const stop = () => Promise.resolve();
  installation = { ...overDatabase(api.store, api.engine, protocols), stop };
  [old, current, ended] = [await begun(CALM), await begun(VERSION_2), await begun(CALM, 'completed')];
});
afterEach(() => {
  delete api.script.down;
});
afterAll(async () => {
  await api.store.close();
});

describe('what a move would change', () => {
  const previews = (protocol: string, course?: string) => previewMoves(installation, protocol, course);

  it('is listed for each open course on another version, and nothing is reported', async () => {
    const asked = api.asked.signals.length;
    const found = await previews('calm');
    const { protocol, zone, courses } = found;
    expect(zone).toBe('America/Los_Angeles');
    expect(protocol).toEqual({ id: 'calm', version: 2 });
    expect(courses).toMatchObject([
      {
        ...{ course: old, from: { version: 1 }, to: { version: 2 } },
        differences: [{ path: 'version' }, { before: 8, after: 10 }],
        ...{ before: { charges: exactBounds(25_000) }, after: { charges: exactBounds(25_000) }, changes: [] },
      },
    ]);
    expect(api.asked.signals).toHaveLength(asked);
    expect(await previews('calm', old)).toEqual(found);
  });

  it('is nothing where every open course is on that version', async () => {
    const none = await previews('healingmaps');
    expect(none.courses).toEqual([]);
    expect(printedMoves(none)).toContain('Every open course of healingmaps is already on this version.');
  });

  it('is refused for what is not there, has ended, runs by another protocol or is on that version', async () => {
    const unknown = '3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11';
    await expect(previews('nowhere')).rejects.toMatchObject({ code: 'protocol-unknown' });
    await expect(previews('calm', unknown)).rejects.toMatchObject({ code: 'course-unknown' });
    await expect(previews('calm', ended)).rejects.toMatchObject({ code: 'course-closed' });
    await expect(previews('healingmaps', old)).rejects.toMatchObject({ code: 'course-elsewhere' });
    await expect(previews('calm', current)).rejects.toMatchObject({ code: 'version-same' });
  });

  it('says of a course that cannot be asked why not; alone it is a failure', async () => {
    api.script.down = 'workers-unavailable';
    const { courses } = await previews('calm');
    expect(courses).toMatchObject([{ course: old, problem: { code: 'workers-unavailable' } }]);
    await expect(previews('calm', old)).rejects.toMatchObject({ code: 'workers-unavailable' });
  });
});

describe('for people', () => {
  const at = (date: string) => instant(`${date}T17:00:00Z`);
  const dosing = (nth: number, date: string): ForecastEntry => ({
    ...{ at: at(date), kind: 'session', what: 'dosing', session: `dosing-${nth}` },
  });
  const charge = (cost: Bounds): ForecastEntry => ({
    ...{ at: at('2027-03-03'), kind: 'charge', what: 'charge', code: 'integration', cost },
  });
  const moves: MovePreview = {
    protocol: { id: 'calm', version: 2 },
    zone: 'America/Los_Angeles',
    courses: [
      {
        ...{ course: 'course-1', from: { id: 'calm', version: 1 }, to: { id: 'calm', version: 2 } },
        differences: [{ path: 'dosing.planned', before: 8, after: 10, sentence: 'Ten instead of eight.' }],
        refused: [reason('dosing-under-way')],
        before: { ends: at('2027-05-01'), charges: exactBounds(100_000), unknown: [] },
        after: { ends: at('2027-06-01'), charges: { fromCents: 120_000, toCents: 150_000 }, unknown: [] },
        changes: [
          { after: dosing(9, '2027-04-01') },
          { before: dosing(8, '2027-04-02') },
          { before: dosing(7, '2027-03-01'), after: dosing(7, '2027-03-02') },
          { before: charge(exactBounds(25_000)), after: charge({ fromCents: 30_000, toCents: 40_000 }) },
        ],
      },
      { course: 'course-2', problem: { code: 'query-failed', sentence: 'It could not answer.' } },
    ],
  };

  it('shows what is added, removed, moved and priced differently, and how to move', () => {
    const text = printedMoves(moves);
    const parts = [
      'Course course-1: from version 1 to 2',
      'Ten instead of eight.',
      'dosing-under-way: A dosing session is in progress. It must end and the client must be released first.',
      'calm, version 2: what a move would change (times in America/Los_Angeles)',
      'without the move: ends 2027-05-01 10:00. Upcoming charges: $1,000.00',
      'with the move: ends 2027-06-01 10:00. Upcoming charges: $1,200.00–$1,500.00',
      'Added:\n    2027-04-01 10:00  session  dosing-9',
      'Removed:\n    2027-04-02 10:00  session  dosing-8',
      'Moved:\n    2027-03-01 09:00 → 2027-03-02 09:00  session  dosing-7',
      'Price changed:\n    2027-03-03 09:00  charge  integration $250.00 → $300.00–$400.00',
      'course-2 did not answer: It could not answer.',
      'signals/protocolChanged  {"protocol":{"id":"calm","version":2}}',
    ];
    for (const part of parts) expect(text).toContain(part);
    expect(text.indexOf('protocolChanged')).toBeGreaterThan(text.indexOf('course-2'));
  });
});

describe('the installation of a data folder', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-cli-'));
  const config = loadConfig({ THROUGHLINE_DATA: folder });
  const ready = (pid: number) => {
    const temporal = { address: '127.0.0.1:9', namespace: 'n', ui: null };
    const rest = { docs: null, smtp: null, mailbox: null, token: null, client: null, readyAt: '' };
    writeReady(folder, { console: null, api: null, temporal, ...rest, tokens: {}, pid });
  };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('says how to start one where none runs, or where a killed one has left its traces', async () => {
    await expect(runningInstallation(config)).rejects.toMatchObject({ code: 'installation-not-running' });
    ready(2 ** 22 + 1);
    await expect(runningInstallation(config)).rejects.toMatchObject({ code: 'installation-not-running' });
  });

  it('is found beside a running stack: its database in the folder, Temporal where the stack has it', async () => {
    ready(process.pid);
    expect(withRunningStack(config).temporal.address).toBe('127.0.0.1:9');
    const found = await runningInstallation(config);
    expect(await found.openCourses('calm')).toEqual([]);
    await expect(found.course('nobody')).rejects.toMatchObject({ code: 'course-unknown' });
    await found.stop();
  });
});
