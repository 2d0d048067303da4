import { ApplicationFailure } from '@temporalio/common';
import { attemptTime, presentTime } from '../../src/activities/attempt';
import { deliverActivity, MAIL_UNAVAILABLE, QUIET_HOURS, waitMs } from '../../src/activities/deliver';
import { hashOf } from '../../src/security/secrets';
import { fromMs, instant, toMs, type Instant } from '../../src/time/instant';
import type { MessageToSend } from '../../src/course/events';
import type { TemplateId } from '../../src/vocabulary/templates';
import { linksAt } from '../../src/messages/links';
import { messageIdOf } from '../../src/messages/identity';
import { smtpTransport, type MailTransport } from '../../src/messages/transport';
import { openPost, type Post } from './support/post';
import {
  attempt,
  CLIENT_ADDRESS,
  NOW,
  page,
  practiceUnderTest,
  reminder,
  type PracticeUnderTest,
} from './support/practice';

let practice: PracticeUnderTest;
let post: Post;

beforeAll(async () => {
  [practice, post] = await Promise.all([practiceUnderTest(), openPost()]);
});
afterAll(async () => {
  await post.stop();
  await practice.store.close();
});
beforeEach(() => {
  post.behave('accept');
});

const deliverThrough = (transport: MailTransport) =>
  deliverActivity({
    store: practice.store,
    transport,
    links: linksAt('https://cedar.example'),
    now: attemptTime,
  });

/** Runs one attempt; a failure comes back as a value. */
async function tryDeliver(
  course: string,
  message: MessageToSend,
  environment = attempt(1),
  transport = post.transport,
) {
  try {
    const request = { course, message };
    return await environment.run(deliverThrough(transport), request);
  } catch (error) {
    if (error instanceof ApplicationFailure) return error;
    throw error;
  }
}

const arrived = (course: string, message: MessageToSend) =>
  post.arrived(messageIdOf(course, message.key, 'office@cedar.example'));

async function stateOf(course: string, message: MessageToSend) {
  const row = await practice.store.messages.find(course, message.key);
  return row && { state: row.state, ...(row.lastError && { lastError: row.lastError }) };
}

describe('delivering a message', () => {
  it('sends it once, and says so when asked again', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    expect(await tryDeliver(course, message)).toEqual({ outcome: 'sent' });
    expect(await tryDeliver(course, message, attempt(2))).toEqual({ outcome: 'alreadySent' });
    const [mail, ...more] = arrived(course, message);
    expect(more).toEqual([]);
    expect(mail?.to).toEqual([CLIENT_ADDRESS]);
    expect(await stateOf(course, message)).toEqual({ state: 'sent' });
  });

  it('at the same time twice sends it once', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    await Promise.all([1, 2, 3].map((number) => tryDeliver(course, message, attempt(number))));
    expect(arrived(course, message)).toHaveLength(1);
  });

  it("records the time of the course's clock, not the machine's", async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    const at = instant('2027-03-14T16:30:00Z');
    await tryDeliver(course, message, attempt(1, { at }));
    const row = await practice.store.messages.find(course, message.key);
    expect(row?.sentAt).toBe(at);
    expect(arrived(course, message)[0]?.raw).toContain('Date: Sun, 14 Mar 2027 16:30:00 +0000');
  });
});

describe('the link to a page in a message', () => {
  it('works as soon as the mail server has the message, and is stored as a hash only', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    await tryDeliver(course, message);
    const secret = /\/c\/([\w-]{43})/.exec(arrived(course, message)[0]?.text ?? '')?.[1] ?? '';
    const link = await practice.store.pageLinks.find(hashOf(secret));
    expect(link).toMatchObject({ courseId: course, purpose: 'appointment', about: message.facts.session });
    const { start = NOW } = message.facts;
    expect(toMs(link?.expiresAt ?? NOW)).toBe(toMs(start) + 24 * 3_600_000);
  });

  it('is not stored for a message that was not sent', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    post.behave('refuse-temporarily');
    await tryDeliver(course, message);
    expect(await practice.store.pageLinks.ofCourse(course, NOW)).toEqual([]);
  });
});

describe('when the mail server refuses for a while', () => {
  it('the attempt fails so that Temporal retries, and a later one sends it', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    post.behave('refuse-temporarily');
    const failure = await tryDeliver(course, message);
    expect(failure).toMatchObject({
      type: MAIL_UNAVAILABLE,
      nonRetryable: false,
      details: ['mail-deferred'],
    });
    expect(await stateOf(course, message)).toEqual({ state: 'pending', lastError: 'mail-deferred' });

    post.behave('accept');
    const sent = { outcome: 'sent', deferredAt: NOW };
    expect(await tryDeliver(course, message, attempt(2))).toEqual(sent);
    expect(arrived(course, message)).toHaveLength(1);
  });

  it('or cannot be reached, it is the same', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    const gone = await openPost();
    await gone.stop();
    const failure = await tryDeliver(
      course,
      message,
      attempt(1),
      smtpTransport({ url: 'smtp://127.0.0.1:9' }),
    );
    expect(failure).toMatchObject({ type: MAIL_UNAVAILABLE, details: ['mail-connection'] });
  });

  it('says so without an address, a name or the text', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    post.behave('refuse-temporarily');
    const failure = await tryDeliver(course, message);
    expect(JSON.stringify(failure)).not.toMatch(/@|Robin|appointment|told to refuse/);
  });

  it('for so long that the message is stale, it is dropped and never sent', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    post.behave('refuse-temporarily');
    await tryDeliver(course, message);
    post.behave('accept');
    const late = attempt(2, { at: instant('2027-03-15T17:00:01Z') });
    expect(await tryDeliver(course, message, late)).toEqual({ outcome: 'stale' });
    expect(arrived(course, message)).toEqual([]);
    expect(await stateOf(course, message)).toMatchObject({ state: 'dropped' });
    // The answer was lost: the same again.
    expect(await tryDeliver(course, message, late)).toEqual({ outcome: 'stale' });
  });
});

describe('after a failed attempt', () => {
  it.each([
    ['seconds', 0, 5],
    ['three minutes', 180, 45],
    ['twenty minutes', 1_200, 120],
    ['hours', 3 * 3_600, 300],
  ])('the next one of an outage of %s comes soon after the server is back', (_, out, wait) => {
    expect(waitMs(NOW, fromMs(toMs(NOW) + out * 1_000))).toBe(wait * 1_000);
  });

  it('says so to Temporal, by how long the mail server has been out and not by how often it was tried', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    post.behave('refuse-temporarily');
    expect(await tryDeliver(course, message)).toMatchObject({ nextRetryDelay: 5_000 });
    const later = attempt(9, { at: fromMs(toMs(NOW) + 180_000) });
    expect(await tryDeliver(course, message, later)).toMatchObject({ nextRetryDelay: 45_000 });
  });
});

describe('at night', () => {
  const night = instant('2027-03-14T04:30:00Z');
  const inTheMorning = { type: QUIET_HOURS, nonRetryable: false, nextRetryDelay: 10.5 * 3_600_000 };

  it("a client's message waits for the morning where the client is", async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    expect(await tryDeliver(course, message, attempt(1, { at: night }))).toMatchObject(inTheMorning);
    expect(arrived(course, message)).toEqual([]);
    expect(await stateOf(course, message)).toEqual({ state: 'pending' });
    expect(await tryDeliver(course, message, attempt(2, { at: NOW }))).toEqual({ outcome: 'sent' });
  });

  it('one that is of no use in the morning is dropped', async () => {
    const message = reminder({ staleAt: instant('2027-03-14T14:59:00Z') });
    const course = await practice.courseWith(message);
    const late = attempt(1, { at: night });
    expect(await tryDeliver(course, message, late)).toEqual({ outcome: 'stale' });
  });

  it.each([
    ['a safety message to a client', { safety: true }],
    ['a message to staff', { to: 'therapist', template: 'silenceDecision', key: 'silenceDecision:1' }],
  ] as const)('%s goes out', async (_, change) => {
    const message = reminder(change);
    const course = await practice.courseWith(message);
    const late = attempt(1, { at: night });
    expect(await tryDeliver(course, message, late)).toEqual({ outcome: 'sent' });
  });
});

describe("the present, for an attempt that has waited for a worker's return,", () => {
  it('is not when it was scheduled', async () => {
    const scheduled = instant('2026-01-01T00:00:00Z');
    const read = () => Promise.resolve(presentTime());
    const present = await attempt(1, { at: scheduled }).run<[], Instant, () => Promise<Instant>>(read);
    expect(Math.abs(toMs(present) - Date.now())).toBeLessThan(60_000);
  });
});

describe('when the mail server refuses for good', () => {
  it('it has failed, and is not tried again', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    post.behave('refuse-permanently');
    expect(await tryDeliver(course, message)).toEqual({ outcome: 'failed', detail: 'recipient-refused' });
    expect(await stateOf(course, message)).toEqual({ state: 'failed', lastError: 'recipient-refused' });
    post.behave('accept');
    expect(await tryDeliver(course, message, attempt(2))).toEqual({
      outcome: 'failed',
      detail: 'refused-before',
    });
    expect(arrived(course, message)).toEqual([]);
  });
});

describe('when the connection is lost after the mail went out', () => {
  it('the outcome is unknown, and the mail is not sent again by itself', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    post.behave('drop-after-data');
    expect(await tryDeliver(course, message)).toEqual({ outcome: 'unknown', detail: 'answer-missing' });
    post.behave('accept');
    expect(await tryDeliver(course, message, attempt(2))).toEqual({ outcome: 'unknown', detail: 'in-doubt' });
    expect(arrived(course, message)).toHaveLength(1);
    expect(await stateOf(course, message)).toMatchObject({ state: 'unknown' });
  });

  it('a safety message is sent again, as the same mail', async () => {
    const message = page();
    const course = await practice.courseWith(message);
    post.behave('drop-after-data');
    expect(await tryDeliver(course, message)).toMatchObject({
      type: MAIL_UNAVAILABLE,
      details: ['answer-missing'],
    });
    post.behave('accept');
    expect(await tryDeliver(course, message, attempt(2))).toMatchObject({ outcome: 'sent' });
    expect(arrived(course, message)).toHaveLength(2);
  });

  it('time after time, a safety message is at last left to staff', async () => {
    const message = page();
    const course = await practice.courseWith(message);
    post.behave('drop-after-data');
    for (const number of [1, 2, 3, 4]) await tryDeliver(course, message, attempt(number));
    expect(await tryDeliver(course, message, attempt(5))).toEqual({
      outcome: 'unknown',
      detail: 'answer-missing',
    });
  });
});

describe('when the process dies between claim and record', () => {
  const heldByTheDead = async (message: MessageToSend, { begun }: { begun: boolean }) => {
    const course = await practice.courseWith(message);
    const { messages } = practice.store;
    await messages.claim(course, message.key, 'another-attempt');
    const { id = '' } = (await messages.find(course, message.key)) ?? {};
    if (begun) await messages.beginContent({ id, token: 'another-attempt' }, NOW);
    return course;
  };

  it('before any content went out, the next attempt sends it', async () => {
    const message = reminder();
    const course = await heldByTheDead(message, { begun: false });
    expect(await tryDeliver(course, message, attempt(2))).toEqual({ outcome: 'sent' });
    expect(arrived(course, message)).toHaveLength(1);
  });

  it('after content went out, the outcome is unknown, and nothing is sent', async () => {
    const message = reminder();
    const course = await heldByTheDead(message, { begun: true });
    expect(await tryDeliver(course, message, attempt(2))).toEqual({ outcome: 'unknown', detail: 'in-doubt' });
    expect(arrived(course, message)).toEqual([]);
    expect(await stateOf(course, message)).toEqual({ state: 'unknown', lastError: 'in-doubt' });
  });

  it('a safety message is sent', async () => {
    const message = page();
    const course = await heldByTheDead(message, { begun: true });
    expect(await tryDeliver(course, message, attempt(2))).toEqual({ outcome: 'sent' });
    expect(arrived(course, message)).toHaveLength(1);
  });
});

describe('when the database fails right after the mail server accepted', () => {
  it('the next attempt knows from the heartbeat, records it and sends nothing', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    const { messages, ...rest } = practice.store;
    const failing = { ...messages, markSent: () => Promise.reject(new Error('database gone')) };
    const deliver = deliverActivity({
      store: { ...rest, messages: failing },
      transport: post.transport,
      links: linksAt('https://cedar.example'),
      now: attemptTime,
    });
    const first = attempt(1);
    const beats: unknown[] = [];
    first.on('heartbeat', (details: unknown) => beats.push(details));
    await expect(first.run(deliver, { course, message })).rejects.toThrow('database gone');

    const second = attempt(2, { heartbeat: beats.at(-1) });
    expect(await tryDeliver(course, message, second)).toEqual({ outcome: 'sent' });
    expect(arrived(course, message)).toHaveLength(1);
    expect(await stateOf(course, message)).toEqual({ state: 'sent' });
  });
});

it('says where to be, as the practice has entered it by then', async () => {
  const message = reminder();
  const course = await practice.courseWith({ ...message, facts: { ...message.facts, setting: 'inPerson' } });
  await practice.store.practice.change({ officeAddress: '12 Cedar Street' });
  const facts = { ...message.facts, setting: 'inPerson' } as const;
  expect(await tryDeliver(course, { ...message, facts })).toEqual({ outcome: 'sent' });
  const [mail] = arrived(course, message);
  expect(mail?.raw).toContain('At our office: 12 Cedar Street');
});

describe('nothing is sent, and a code says why,', () => {
  it.each<[string, Partial<MessageToSend>, string]>([
    ['to a role without an address', { to: 'biller', template: 'silenceDecision' }, 'address-missing'],
    ['from a template there is not', { template: 'fromTheFuture' as TemplateId }, 'template-unknown'],
    ['to a reader it is not for', { to: 'supportPerson' }, 'recipient-mismatch'],
  ])('%s', async (_, change, detail) => {
    const message = reminder(change);
    const course = await practice.courseWith(message);
    expect(await tryDeliver(course, message)).toEqual({ outcome: 'failed', detail });
    expect(await stateOf(course, message)).toEqual({ state: 'failed', lastError: detail });
  });

  it('of a message no step of the course has recorded', async () => {
    const course = await practice.courseWith();
    expect(await tryDeliver(course, reminder())).toEqual({ outcome: 'failed', detail: 'not-recorded' });
    expect(arrived(course, reminder())).toEqual([]);
  });

  it('to a client without an address', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    await practice.store.clients.change('client-1', { email: null });
    expect(await tryDeliver(course, message)).toEqual({ outcome: 'failed', detail: 'address-missing' });
    await practice.store.clients.change('client-1', { email: CLIENT_ADDRESS });
  });

  // Last: it changes the client all these courses share.
  it('to a client who has opted out, at once', async () => {
    const message = reminder();
    const course = await practice.courseWith(message);
    await practice.store.clients.optOut('unsubscribe-me-1', NOW);
    expect(await tryDeliver(course, message)).toEqual({ outcome: 'failed', detail: 'opted-out' });
    expect(arrived(course, message)).toEqual([]);
  });
});
