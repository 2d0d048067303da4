/** What a colleague does appears without reloading: in other windows, over a restart of the API, and nothing jumps. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { ConsoleUnderTest, SOLO, violations, ZONE } from './support/console';

const SHOWN = ['Kim Demo', 'Pat Placeholder'];

/** Sooner than any list is read again by the clock. */
const AT_ONCE_MS = 8_000;

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  await console.withClients(DEMO_CLIENTS.filter(({ name }) => SHOWN.includes(name)));
}, 180_000);
afterAll(() => console.close());

const rowOf = (page: Page, client: string) =>
  page
    .getByRole('region', { name: /Owed/ })
    .getByRole('listitem')
    .filter({ hasText: client })
    .filter({ hasText: 'Book the integration' });

/** As somebody would: the console's own form, in another window. */
async function book(page: Page, client: string, hours: number): Promise<void> {
  await rowOf(page, client)
    .getByRole('button', { name: /Book integration/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Book integration' });
  const soon = new Date(Date.now() + hours * 3_600_000).toLocaleString('sv-SE', {
    timeZone: ZONE,
  });
  await dialog.getByLabel('Date').fill(soon.slice(0, 10));
  await dialog.getByLabel(/^Time/).first().fill(soon.slice(11, 16));
  await dialog.getByRole('button', { name: 'Book integration' }).click();
  await page.getByText(/^Recorded: Integration session booked for/).waitFor();
}

/** How often the windows of a browser ask for the stream. */
function streams(page: Page): string[] {
  const asked: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().endsWith('/api/v1/changes')) asked.push(request.frame().page().url());
  });
  return asked;
}

it('what keeps a session from starting today is said once, and not what day it is', async () => {
  const page = await console.signedIn();
  const gate = 'The prescriber’s approval has expired.';
  const foreseen = 'The approval ends before this session.';
  await page.route('**/api/v1/sessions?*', async (route) => {
    const found = (await (await route.fetch()).json()) as object;
    const session = {
      ...{ course: 'c-1', ref: 'dosing-2', kind: 'dosing', setting: 'remote', status: 'scheduled' },
      ...{ closed: false, holders: [], roles: ['therapist'], start: new Date().toISOString(), minutes: 120 },
      ...{ client: { id: 'k-1', name: 'Kim Demo', zone: 'America/Los_Angeles' } },
      closedGates: [
        { code: 'approval-expired', sentence: gate, resolvableBy: ['prescriber'] },
        { code: 'on-hold', sentence: 'The course is on hold.', resolvableBy: ['prescriber'] },
      ],
      warnings: [
        { code: 'approval-ends-first', sentence: foreseen },
        { code: 'on-hold', sentence: 'The hold must be lifted before this session.' },
        { code: 'weekend', sentence: 'That day is a Saturday or Sunday.' },
        { code: 'estimate-missing', sentence: 'The client has not been given an estimate.' },
      ],
    };
    await route.fulfill({ json: { ...found, sessions: [session] } });
  });
  await page.reload();
  const row = page.getByRole('region', { name: /Sessions today/ }).getByRole('listitem');
  await row.getByText(gate).waitFor();
  const said = await row.getByRole('listitem').allTextContents();
  expect(said).toEqual([expect.stringContaining('has not been given an estimate')]);
});

it('a report in one window appears in the other, but not under the pointer', async () => {
  const [mine, theirs] = [await console.signedIn(SOLO), await console.signedIn('frontdesk@cedar.example')];
  await mine.getByText('Owed').waitFor();
  const row = rowOf(mine, 'Kim Demo');
  await row.hover();
  const { courses } = await console.courses.store.courses.list({ text: 'Kim' }, { limit: 1 });
  const onCourse = await console.signedIn(SOLO);
  await onCourse.goto(`/console/courses/${courses[0]?.id ?? ''}`);
  const waits = onCourse.getByRole('region', { name: /^What it waits for/ });
  const waited = waits.getByRole('listitem').filter({ hasText: 'Book the integration' });
  await onCourse.getByText('The whole course').waitFor();
  await waited.hover();
  const place = await waited.boundingBox();
  await book(theirs, 'Kim Demo', 20);
  await mine.getByText(/1 gone/).waitFor({ timeout: AT_ONCE_MS });
  await row.getByText('No longer owed').waitFor();
  expect(await row.getByRole('button').count()).toBe(0);
  expect(await violations(mine)).toEqual([]);
  await waits.getByText(/\d gone/).waitFor({ timeout: AT_ONCE_MS });
  await waited.getByText('No longer owed').waitFor();
  // What stands above the list says more now.
  expect((await waited.boundingBox())?.y).toBeCloseTo(place?.y ?? 0, 0);
  expect(await violations(onCourse)).toEqual([]);
  await onCourse.getByRole('heading', { level: 1 }).hover();
  await waited.waitFor({ state: 'detached' });
  await mine.getByRole('heading', { level: 1 }).hover();
  await row.waitFor({ state: 'detached' });
  expect(await mine.getByText(/1 gone/).count()).toBe(0);
  expect(console.complaints).toEqual([]);
});

it('two tabs of a browser share one stream, and the second goes on when the first is closed', async () => {
  const first = await console.signedIn(SOLO);
  const second = await first.context().newPage();
  const asked = streams(first);
  await first.goto('/console/clients');
  await second.goto('/console/today');
  await rowOf(second, 'Pat Placeholder').waitFor();
  expect(asked).toHaveLength(1);
  const { store } = console.courses;
  const { courses } = await store.courses.list({}, { limit: 50 });
  const client = courses.find(({ clientName }) => clientName === 'Pat Placeholder')?.clientId ?? '';
  await store.clients.change(client, { name: 'Pat Renamed' });
  await first.getByRole('link', { name: 'Pat Renamed' }).waitFor({ timeout: AT_ONCE_MS });
  await rowOf(second, 'Pat Renamed').waitFor({ timeout: AT_ONCE_MS });
  const taken = second.waitForRequest('**/api/v1/changes');
  await first.close();
  await taken;
  await store.clients.change(client, { name: 'Pat Placeholder' });
  await rowOf(second, 'Pat Placeholder').waitFor();
});

it('a protocol that a colleague saves is offered at once', async () => {
  const page = await console.signedIn(SOLO);
  await page.goto('/console/protocols');
  await page.getByRole('link', { name: /^CALM/ }).waitFor();
  const read = await page.request.get('/api/v1/protocols/calm');
  const { content } = (await read.json()) as { content: object };
  const colleague = await console.signedIn('lead@cedar.example');
  const saved = await colleague.request.post('/api/v1/protocols', {
    headers: { 'Idempotency-Key': randomUUID(), Origin: console.api.url },
    data: { protocol: { ...content, id: 'saved-by-a-colleague', title: 'Saved by a colleague', version: 1 } },
  });
  expect([saved.status(), await saved.text()]).toEqual([201, expect.anything()]);
  await page.getByRole('link', { name: /^Saved by a colleague/ }).waitFor({ timeout: AT_ONCE_MS });
});

it('a page says when it is not connected, and is current again after the API was restarted', async () => {
  const page = await console.signedIn(SOLO);
  await rowOf(page, 'Pat Placeholder').waitFor();
  const startAgain = await console.stopApi();
  await page.getByText(/^Not connected since \d/).waitFor();
  expect(await violations(page)).toEqual([]);
  console.complaints.length = 0;
  await startAgain();
  await page.getByText(/^Not connected/).waitFor({ state: 'detached' });
  const other = await console.signedIn('frontdesk@cedar.example');
  await book(other, 'Pat Placeholder', 22);
  await rowOf(page, 'Pat Placeholder').waitFor({ state: 'detached', timeout: AT_ONCE_MS });
});

it('a course that did not answer for a moment is asked again soon', async () => {
  const page = await console.signedIn(SOLO);
  const { courses } = await console.courses.store.courses.list({ text: 'Kim' }, { limit: 1 });
  const id = courses[0]?.id ?? '';
  await page.route(
    `**/api/v1/courses/${id}`,
    async (route) => {
      const answer = await route.fetch();
      const { possible: _, facts: __, ...stored } = (await answer.json()) as Record<string, unknown>;
      await route.fulfill({ json: { ...stored, live: false } });
    },
    { times: 1 },
  );
  await page.goto(`/console/courses/${id}`);
  const unanswered = page.getByText(/^The course does not answer right now/);
  await unanswered.waitFor();
  await unanswered.waitFor({ state: 'detached', timeout: AT_ONCE_MS });
  await page.getByRole('region', { name: /^All reports/ }).waitFor();
});

it('signing out everywhere locks the other windows at once', async () => {
  const page = await console.signedIn(SOLO);
  const other = await console.signedIn(SOLO);
  await other.request.post('/api/v1/sign-ins/sign-out-everywhere', { data: {} });
  await page.getByRole('dialog', { name: 'Sign in again' }).waitFor({ timeout: AT_ONCE_MS });
  expect(await page.getByText('You were signed out').count()).toBe(1);
});
