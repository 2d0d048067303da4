/** The console as staff use it: a real practice with its engine, database and mail, and a real Chromium. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import pino from 'pino';
import { startApi, type ApiDeps, type RunningApi } from '../../../src/api';
import type { Provider } from '../../../src/api/http/deps';
import { temporalEngine } from '../../../src/engine/temporalEngine';
import { consoleFolder } from '../../../src/processes/consoleFolder';
import { freePorts } from '../../../src/locks/freePorts';
import { parseKeyring } from '../../../src/security/keyring';
import { hashPassword } from '../../../src/security/passwords';
import { linksAt } from '../../../src/messages/links';
import { enterPractice } from '../../../src/setup/practice';
import type { DemoClient } from '../../../src/stack/demo/clients';
import { addDemoClients } from '../../../src/stack/demo/demoCourses';
import { buildConsole } from '../../../src/stack/consoleBuild';
import { daytimeZone, DEMO_PRACTICE } from '../../../src/stack/demoPractice';
import type { Store } from '../../../src/store';
import { fromMs } from '../../../src/time/instant';
import { Courses, TASK_QUEUE } from '../../support/courses';
import { launchBrowser } from '../../../tools/chromium';
import { withoutMouse } from './keyboard';
import { withUnderWay } from './underWay';

export const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
export type Size = keyof typeof SIZES;

/** How somebody works: with a mouse at one of the sizes, or at a desk by keyboard alone. */
export type Way = Size | 'keyboard';

/** `npm run e2e` does a job in every way, `npm test` at a desk. */
export const WHOLE = process.env.THROUGHLINE_E2E === 'all';
export const WAYS: readonly Way[] = WHOLE ? ['desktop', 'phone', 'keyboard'] : ['desktop'];
// By keyboard, a job is some hundred keys.
if (WHOLE) jest.setTimeout(180_000);

export const PASSWORD = 'cedar practice demo';
/** Of the practice and most of its clients: it is day there, so that a session in some hours is one of today. */
export const ZONE = daytimeZone(new Date());

/** One person in all roles. */
export const SOLO = 'solo@cedar.example';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Options extends Pick<ApiDeps, 'rehearsals'> {
  empty?: boolean;
  provider?: (url: string) => Promise<Provider>;
}

export class ConsoleUnderTest {
  private readonly contexts: BrowserContext[] = [];
  /** What the pages complained about: must be empty. */
  readonly complaints: string[] = [];

  private constructor(
    readonly courses: Courses,
    public api: RunningApi,
    private readonly browser: Browser,
    private readonly startAt: (port: number) => Promise<RunningApi>,
    private readonly answered: () => Promise<void>,
  ) {}

  /** `empty`: without a practice. `provider`: made for the address of the API. */
  static async open({ empty = false, provider, ...offers }: Options = {}): Promise<ConsoleUnderTest> {
    await buildConsole(() => undefined);
    const [courses, browser] = await Promise.all([Courses.open(), launchBrowser()]);
    await courses.startWorker();
    const { store } = courses;
    const now = new Date();
    if (empty) await store.db.deleteFrom('practice').execute();
    else await enterDemo(store, now);
    const { engine, answered } = withUnderWay(temporalEngine(courses.client, { taskQueue: TASK_QUEUE }));
    const keyring = parseKeyring(courses.payloadKeys);
    const log = pino({ level: 'silent' });
    const mailer = { transport: courses.transport, links: linksAt('https://care.example') };
    const deps = { ...offers, store, engine, keyring, log, mailer, console: consoleFolder() };
    const [port = 0] = await freePorts(1);
    const made = await provider?.(`http://127.0.0.1:${port}`);
    const all = { ...deps, ...(made && { provider: made }) };
    const startAt = (at: number) => startApi(all, { port: at, graceSeconds: 1 });
    return new ConsoleUnderTest(courses, await startAt(port), browser, startAt, answered);
  }

  /** Stops the API. Returns what starts it again, at the same address. */
  async stopApi(): Promise<() => Promise<void>> {
    const port = Number(new URL(this.api.url).port);
    await this.api.stop();
    return async () => {
      this.api = await this.startAt(port);
    };
  }

  /** Invented clients with their histories. */
  async withClients(clients: readonly DemoClient[]): Promise<void> {
    const { client, store } = this.courses;
    const engine = temporalEngine(client, { taskQueue: TASK_QUEUE });
    // They live near the practice, wherever that is.
    const there = ZONE === DEMO_PRACTICE.zone ? clients : clients.map((each) => ({ ...each, zone: ZONE }));
    await addDemoClients({ store, engine }, { clients: there });
  }

  /** A new browser window, signed out. `other`: further settings of it. */
  async page(
    way: Way = 'desktop',
    colorScheme: 'light' | 'dark' = 'light',
    other: Pick<BrowserContextOptions, 'javaScriptEnabled' | 'locale' | 'viewport'> = {},
  ): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: SIZES[way === 'keyboard' ? 'desktop' : way],
      colorScheme,
      baseURL: this.api.url,
      ...other,
    });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => {
      // A refusal is an answer, not a mistake of the page.
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
        this.complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    return way === 'keyboard' ? withoutMouse(page) : page;
  }

  async signedIn(email = SOLO, way: Way = 'desktop', scheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await this.page(way, scheme);
    await page.goto('/console/today');
    await signIn(page, email);
    return page;
  }

  async close(): Promise<void> {
    for (const context of this.contexts) await context.close();
    await this.browser.close();
    await this.api.stop();
    await this.answered();
    await this.courses.close();
  }
}

async function enterDemo(store: Store, now: Date): Promise<void> {
  await enterPractice(store, { ...DEMO_PRACTICE, zone: ZONE }, now);
  const hash = await hashPassword(PASSWORD);
  for (const { id } of DEMO_PRACTICE.staff) await store.accounts.setPassword(id, hash, fromMs(now.getTime()));
}

export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/**
 * What keeps people out of the page: what axe finds (the rule, and the first element of each), scrolling sideways, and words of
 * programs.
 */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  const text = await page.evaluate<string>(WORDS);
  const sideways = width > (page.viewportSize()?.width ?? 0) ? [`${width} pixels wide`] : [];
  return [
    ...found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
    ...sideways,
    ...identifiersIn(text).map((each) => `an identifier: ${each}`),
  ];
}

/** In the page: its words without what is meant for programs, such as a protocol as JSON. */
const WORDS = `Array.from(document.querySelectorAll('body *'))
  .filter((each) => !each.closest('textarea, code, pre, script, style, details:not([open])'))
  .flatMap((each) => Array.from(each.childNodes, (node) => (node.nodeType === 3 ? node.textContent : '')))
  .join(' ')`;

/**
 * What programs call things, in what people read. What somebody typed, such as the reference of an estimate, is none; nor is
 * a unit, or an address.
 */
export const identifiersIn = (text: string): string[] => [
  ...new Set(
    text
      .replace(/https?:\/\/\S+/g, '')
      .match(
        /\b(?:preparation|medical|dosing|integration|hold|supply|charge|fee|payment|cycle)-\d+\b|\b(?!mmHg\b)[a-z]+[A-Z][a-zA-Z]*\b/g,
      ) ?? [],
  ),
];

/** Opens a place. On a telephone, most of them are under "More". */
export async function goTo(page: Page, place: string | RegExp): Promise<void> {
  const main = page.getByRole('navigation', { name: 'Main' });
  const link = main.getByRole('link', { name: place });
  const more = main.getByRole('button', { name: 'More' });
  await link.or(more).first().waitFor();
  if (!(await link.isVisible())) await more.click();
  await link.click();
}

/**
 * Presses the button of a dialog without a mouse, and also where a sign-in already lies above: after a session has
 * ended, what the page reads by itself may have found it out first.
 */
export async function pressBelow(page: Page, dialog: string, button: string): Promise<void> {
  await page
    .getByRole('dialog', { name: dialog, includeHidden: true })
    .getByRole('button', { name: button, includeHidden: true })
    .dispatchEvent('click');
}

/** So many minutes from now, as a date and a time are entered in the practice's zone. */
export function inMinutes(minutes: number): [date: string, time: string] {
  const text = new Date(Date.now() + minutes * 60_000).toLocaleString('sv-SE', { timeZone: ZONE });
  return [text.slice(0, 10), text.slice(11, 16)];
}

/** Opens the form of a report of the course in view, by the palette. */
export async function choose(page: Page, report: string): Promise<void> {
  // While a form is open, the page behind it takes no clicks.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByRole('combobox', { name: /^Name/ }).fill(report);
  await page.getByRole('option', { name: new RegExp(`^${report}`) }).click();
}
