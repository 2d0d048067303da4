/**
 * Somebody who tries addresses of pages finds nothing, and an answer takes as long whatever they try. Measured on two busy
 * cores: medians of 4.9 to 5.2 ms, quarters from 3.8 to 7.9 ms. What was a link once takes 0.2 ms more: it has a course to read.
 */
import { randomBytes, randomInt } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ownerOf } from '../../src/api/pages/client/open';
import { newSecret, hashOf } from '../../src/security/secrets';
import { fromMs, plusHours } from '../../src/time/instant';
import { apiApp, type ApiApp } from '../api/support/apiApp';
import { linkTo } from '../api/support/clientPages';

jest.setTimeout(600_000);

/** All of them take minutes: `npm run e2e` tries as many, `npm run test:long` some. */
const TRIES = process.env.THROUGHLINE_E2E === 'all' ? 100_000 : 5_000;
const AT_ONCE = 50;
const TIMED = 1_500;
const NOW = fromMs(Date.parse('2027-01-04T17:00:00Z'));

let api: ApiApp;
let server: Server;
let base: string;
let right: string[];
beforeAll(async () => {
  api = await apiApp({ now: () => new Date(NOW), limits: { perAddress: 1_000_000 } });
  right = [];
  for (let count = 0; count < 20; count += 1)
    right.push(
      (await linkTo(api, await api.newCourse(), count % 2 ? 'overview' : 'referral', NOW)).slice(
        '/c/'.length,
      ),
    );
  server = api.app.listen(0);
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/c/`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await api.store.close();
});

const pick = <T>(all: readonly T[]): T => all[randomInt(all.length)] as T;
/** One letter of a right one is another. */
function almost(secret: string): string {
  const at = randomInt(secret.length);
  const other = secret[at] === 'A' ? 'B' : 'A';
  return secret.slice(0, at) + other + secret.slice(at + 1);
}
const WAYS: readonly (() => string)[] = [
  newSecret,
  () => almost(pick(right)),
  () => pick(right).slice(0, randomInt(43)),
  () => `${pick(right)}${randomBytes(randomInt(1, 30)).toString('base64url')}`,
  () => pick(right).toUpperCase(),
  () => hashOf(pick(right)),
  () => randomBytes(randomInt(1, 60)).toString('latin1').replaceAll('\0', '%00'),
];

it(`${TRIES} tries find nothing, and a right one is found`, async () => {
  let found = 0;
  for (let tried = 0; tried < TRIES; tried += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, () => pick(WAYS)()).filter((each) => !right.includes(each));
    found += (await Promise.all(some.map((each) => ownerOf(api.store, each)))).filter(Boolean).length;
  }
  expect(found).toBe(0);
  expect(await ownerOf(api.store, right[0] ?? '')).toBeDefined();
});

/** A quarter of them is faster than the first, half than the second, three quarters than the third. */
function quartersOf(times: readonly number[]): [number, number, number] {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return [at(0.25), at(0.5), at(0.75)];
}

it('takes as long for what never was, has the wrong length, is too old, or was taken away, with the same page', async () => {
  const courses = await Promise.all([1, 2].map(() => api.newCourse()));
  const [old = '', revoked = ''] = await Promise.all(
    courses.map(async (course, index) =>
      (await linkTo(api, course, 'overview', index === 0 ? plusHours(NOW, -31 * 24) : NOW)).slice(3),
    ),
  );
  await api.store.pageLinks.end(hashOf(revoked), 'revoked', NOW);
  const kinds: Record<string, () => string> = {
    never: newSecret,
    short: () => newSecret().slice(0, 20),
    long: () => `${newSecret()}${newSecret()}`,
    old: () => old,
    revoked: () => revoked,
  };
  const names = Object.keys(kinds);
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  const pages = new Set<string>();
  // Side by side, so that what the machine does besides falls on all of them.
  for (let round = 0; round < TIMED; round += 1)
    for (const name of names) {
      const secret = kinds[name]?.() ?? '';
      const begun = performance.now();
      const answer = await fetch(base + secret);
      const text = await answer.text();
      if (round >= TIMED / 10) times[name]?.push(performance.now() - begun);
      pages.add(`${answer.status} ${text.replaceAll(secret, '')}`);
    }
  expect(pages.size).toBe(1);
  const quarters = names.map((name) => quartersOf(times[name] ?? []));
  const table = names.map(
    (name, index) => `${name} ${quarters[index]?.map((ms) => ms.toFixed(2)).join(' / ')} ms`,
  );
  process.stderr.write(`${table.join('\n')}\n`);
  const medians = quarters.map(([, half]) => half);
  // The medians are closer to each other than a quarter of one kind to the next.
  const [low, , high] = quarters[0] ?? [0, 0, 0];
  expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(
    Math.max(high - low, 0.25 * (medians[0] ?? 0)),
  );
});
