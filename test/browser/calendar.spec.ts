/**
 * The calendar: a session is looked at, moved by keyboard and by mouse, and another is booked from an empty slot or at a
 * free time.
 */
import type { Locator, Page } from 'playwright-core';
import { DEMO_CLIENTS, type DemoClient } from '../../src/stack/demo/clients';
import { WEEKDAYS } from '../../src/time/opening';
import { ConsoleUnderTest, SOLO, violations, WAYS, type Way, ZONE } from './support/console';

const CLIENT = 'Sam Sample';
const HOUR_MS = 3_600_000;

const local = (at: number | string): string =>
  new Date(at).toLocaleString('sv-SE', { timeZone: ZONE }).slice(0, 16);

/** A little after noon, two or three days ahead: it can be moved to any hour of its day. */
const NOON = (() => {
  let at = Date.now() + 48 * HOUR_MS;
  while (local(at).slice(11, 13) !== '12') at += HOUR_MS;
  return at;
})();
const DAY = local(NOON).slice(0, 10);

function demo(name: string): DemoClient {
  const found = DEMO_CLIENTS.find((each) => each.name === name);
  if (!found) throw new Error(`the demo has no ${name}`);
  return found;
}

let console: ConsoleUnderTest;
let page: Page;

/** When the dosing session is booked, in the zone of the practice. */
async function booked(): Promise<string> {
  const days = `from=${new Date().toISOString()}&before=${new Date(NOON + 72 * HOUR_MS).toISOString()}`;
  const answer = await page.request.get(`/api/v1/sessions?${days}`);
  const { sessions } = (await answer.json()) as { sessions: { kind: string; start: string }[] };
  return local(sessions.find(({ kind }) => kind === 'dosing')?.start ?? 0);
}

const practice = () => console.courses.store.practice;
const event = () =>
  page.getByRole('button', { name: new RegExp(`${CLIENT} Dosing session`), includeHidden: true });
const dialog = () => page.getByRole('dialog', { name: 'Move session' });
const time = () => dialog().getByLabel(/^Time/).first();

/** How many pixels of the grid are an hour. */
async function hourHeight(): Promise<number> {
  const top = async (label: string) =>
    (await page.getByText(label, { exact: true }).first().boundingBox())?.y ?? 0;
  return (await top('11am')) - (await top('10am'));
}

async function drag(what: Locator, byPixels: number): Promise<void> {
  const box = await what.boundingBox();
  if (!box) throw new Error('it is not shown');
  const [x, y] = [box.x + box.width / 2, box.y + 5];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const part of [0.3, 0.6, 1]) await page.mouse.move(x, y + byPixels * part, { steps: 4 });
  await page.mouse.up();
}

/** On a telephone the calendar is a list. */
const session = (way: Way) =>
  way === 'phone'
    ? page.getByRole('button', { name: new RegExp(`Dosing session \\d+ of ${CLIENT}`) })
    : event();

describe.each(WAYS)('with a %s', (way) => {
  beforeAll(async () => {
    console = await ConsoleUnderTest.open();
    const inHours = Math.round((NOON - Date.now()) / HOUR_MS);
    const [sam, kim] = [demo(CLIENT), demo('Kim Demo')];
    await console.withClients([{ ...sam, life: { ...sam.life, inHours } }, kim]);
    page = await console.signedIn(SOLO, way);
  }, 180_000);
  afterAll(() => console.close());
  afterEach(() => {
    expect(console.complaints).toEqual([]);
  });

  describe('a session in the calendar', () => {
    it('is moved: the dialog says what would change, and then what was sent', async () => {
      await page.goto(`/console/calendar?date=${DAY}${way === 'phone' ? '' : '&view=day'}`);
      await session(way).click();
      const shown = page.getByRole('dialog', { name: CLIENT });
      await shown.getByText(/Cannot start|Not ready yet|Ready/).waitFor();
      expect(await violations(page)).toEqual([]);
      await shown.getByRole('button', { name: 'Move' }).click();
      expect(await dialog().getByLabel('Date').inputValue()).toBe(DAY);
      await time().fill('09:00');
      const moved = dialog()
        .getByRole('region', { name: 'What would change' })
        .getByRole('row', { name: /^Dosing session/ })
        .first();
      await moved.getByRole('cell', { name: /9:00 AM, booked$/ }).waitFor();
      expect(await violations(page)).toEqual([]);
      await dialog().getByRole('button', { name: 'Move session' }).click();
      await page.getByText(/^Recorded: Dosing session \d+ moved to/).waitFor();
      // At night it is still to come.
      await page.getByText(/^Session moved( to the client)?: /).waitFor();
      // The new time, and what takes a move back: it cannot be corrected.
      const toast = page.getByRole('status').filter({ hasText: 'Recorded: ' });
      await toast.getByText(/^Recorded: Dosing session \d+ moved to .*9:00 AM, for /).waitFor();
      await toast.getByRole('button', { name: 'Move again' }).waitFor();
      expect(await toast.getByRole('button', { name: 'Undo' }).count()).toBe(0);
      await (
        way === 'phone' ? page.getByText('9:00 AM', { exact: true }) : event().filter({ hasText: '9:00 AM' })
      ).waitFor();
      expect(await booked()).toBe(`${DAY} 09:00`);
    });
  });

  if (way === 'desktop') byMouse();
});

function byMouse(): void {
  describe('a session', () => {
    it('that is dragged goes back if the move is canceled, and moves if it is not', async () => {
      await page.goto(`/console/calendar?view=day&date=${DAY}`);
      await event().waitFor();
      const hour = await hourHeight();
      await drag(event(), 2 * hour);
      const dropped = await time().inputValue();
      expect(dropped).toMatch(/^11:/);
      await event()
        .filter({ hasText: `${dropped} AM` })
        .waitFor();
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      await event().filter({ hasText: '9:00 AM' }).waitFor();
      expect(await booked()).toBe(`${DAY} 09:00`);

      await drag(event(), 2 * hour);
      await dialog().getByRole('region', { name: 'What would change' }).waitFor();
      await dialog().getByRole('button', { name: 'Move session' }).click();
      await page.getByText(/^Recorded: Dosing session \d+ moved to/).waitFor();
      await event()
        .filter({ hasText: `${dropped} AM` })
        .waitFor();
      expect(await booked()).toBe(`${DAY} ${dropped}`);
    });
  });

  describe('an empty slot', () => {
    it('begins a booking at its time', async () => {
      await page.goto(`/console/calendar?view=day&date=${DAY}`);
      await event().waitFor();
      const noon = await page.getByText('3pm', { exact: true }).boundingBox();
      const box = await event().boundingBox();
      await page.mouse.click((box?.x ?? 0) + 40, (noon?.y ?? 0) + 4);
      const choose = page.getByRole('dialog', { name: 'Book a session' });
      await choose.getByLabel('Client').fill('sam');
      await choose.getByRole('button', { name: new RegExp(CLIENT) }).click();
      const book = page.getByRole('dialog', { name: 'Book session' });
      await book.getByLabel('Kind of session').selectOption('integration');
      expect(await book.getByLabel('Date').inputValue()).toBe(DAY);
      expect(await book.getByLabel(/^Time/).first().inputValue()).toBe('15:00');
      await book.getByRole('button', { name: 'Cancel' }).click();
    });
  });

  describe('columns by person', () => {
    const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });

    it('show the sessions of each, and a session is moved in its column', async () => {
      await page.goto(`/console/calendar?view=day&date=${DAY}`);
      await page.getByRole('link', { name: 'By person' }).click();
      await column('Demo therapist').waitFor();
      expect(new URL(page.url()).searchParams.get('by')).toBe('person');
      await event().first().waitFor();
      expect(await violations(page)).toEqual([]);
      const before = await booked();
      await drag(event().first(), -(await hourHeight()));
      await dialog().getByRole('region', { name: 'What would change' }).waitFor();
      expect(Number((await time().inputValue()).slice(0, 2))).toBe(Number(before.slice(11, 13)) - 1);
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      expect(await booked()).toBe(before);
    });

    it('are a list by person on a telephone', async () => {
      const phone = await console.signedIn(SOLO, 'phone');
      await phone.goto(`/console/calendar?view=day&by=person&date=${DAY}`);
      await phone.getByRole('listitem').filter({ hasText: CLIENT }).first().waitFor();
      await phone.getByRole('heading', { name: /^Demo therapist/ }).waitFor();
      expect(await violations(phone)).toEqual([]);
    });
  });

  describe('the hours of the practice', () => {
    it('decide what is outside of them, and the word can be read', async () => {
      await page.goto(`/console/calendar?view=week&date=${DAY}`);
      await event().waitFor();
      expect(await page.getByText('Outside hours').count()).toBe(0);
      await practice().change({ hours: { monday: { opens: '04:00', closes: '05:00' } } });
      await page.reload();
      await event().getByText('Outside hours').waitFor();
      await event().click();
      const session = page.getByRole('dialog', { name: CLIENT });
      await session.getByText('Outside hours').waitFor();
      await session.getByText('The practice is not open at that time.').waitFor();
      await practice().change({ hours: null });
    });
  });

  describe('free times', () => {
    const owed = () =>
      page
        .getByRole('region', { name: /Owed/ })
        .getByRole('listitem')
        .filter({ hasText: 'Kim Demo' })
        .filter({ hasText: 'Book the integration' });
    const booking = () => page.getByRole('dialog', { name: 'Book integration' });

    it('are said to be none, and later ones are offered', async () => {
      // The days that are looked at first: what is left of the 72 hours, or two weeks if they have passed.
      const { courses } = await console.courses.store.courses.list({ text: 'Kim Demo' }, { limit: 1 });
      const answer = await page.request.get(
        `/api/v1/courses/${courses[0]?.id ?? ''}/free-times?kind=integration`,
      );
      const { from, to } = (await answer.json()) as { from: string; to: string };
      const days: string[] = [];
      for (let at = Date.parse(from); at < Date.parse(to) + 24 * HOUR_MS; at += 24 * HOUR_MS)
        days.push(local(at).slice(0, 10));
      await practice().change({ closedDays: days });
      await page.goto('/console/today');
      await owed()
        .getByRole('button', { name: /Book integration/ })
        .click();
      await booking()
        .getByText(/^Nothing is free between/)
        .waitFor();
      expect(await violations(page)).toEqual([]);
      await booking().getByRole('button', { name: 'Later times' }).click();
      await booking().getByRole('radio').first().waitFor();
      await booking().getByRole('button', { name: 'Cancel' }).click();
      await practice().change({ closedDays: [] });
    });

    it('book the integration in three clicks', async () => {
      const everyDay = Object.fromEntries(WEEKDAYS.map((day) => [day, { opens: '08:00', closes: '20:00' }]));
      await practice().change({ hours: everyDay });
      await page.goto('/console/today');
      await owed()
        .getByRole('button', { name: /Book integration/ })
        .click();
      const free = booking().getByRole('radio').first();
      // After a weekend, minutes may be left of the 72 hours, and nothing free in them.
      const none = booking().getByText(/^Nothing is free between/);
      await free.or(none).first().waitFor();
      if (await none.isVisible()) await booking().getByRole('button', { name: 'Later times' }).click();
      expect(await violations(page)).toEqual([]);
      await free.check();
      expect(await booking().getByLabel('Date').inputValue()).not.toBe('');
      await booking().getByRole('region', { name: 'What would change' }).waitFor();
      await booking().getByRole('button', { name: 'Book integration' }).click();
      await page.getByText(/^Recorded: Integration session booked for/).waitFor();
      await owed().waitFor({ state: 'detached' });
    });
  });

  describe('the address', () => {
    it('holds the view, the day and whose sessions they are', async () => {
      await page.goto(`/console/calendar?view=list&date=${DAY}`);
      await page.getByRole('listitem').filter({ hasText: CLIENT }).waitFor();
      await page.getByLabel('Whose sessions').selectOption({ label: 'Demo prescriber' });
      await page.getByRole('listitem').filter({ hasText: CLIENT }).waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Next', exact: true }).click();
      const address = new URL(page.url());
      expect(address.searchParams.get('view')).toBe('list');
      expect(address.searchParams.get('whose')).toBe('prescriber-demo');
      expect(address.searchParams.get('date')).not.toBe(DAY);
      await page.goBack();
      await page.getByRole('heading', { name: 'Calendar' }).waitFor();
      expect(new URL(page.url()).searchParams.get('date')).toBe(DAY);
    });
  });
}
