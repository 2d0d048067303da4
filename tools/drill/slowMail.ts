/**
 * Makes a client's mail unnecessary while it is being sent. The course must continue, the mail's record must be correct,
 * and nothing may be sent twice. The mail server never greets, asks to retry, rejects, drops connections, or is down.
 */
import { randomUUID } from 'node:crypto';
import type { SignalName } from '../../src/catalog/signals';
import { tally, type Counted } from './count';
import { allIdle, countDead, newCourse, reportsIn, sessionStart } from './courses';
import { tallyMails } from './mails';
import type { Manner } from './mailServer';
import type { Site } from './site';
import { until } from '../until';

const review = { reason: 'a drill', reviewOn: sessionStart() };

const ACTS: readonly (readonly [SignalName, object])[] = [
  ['sessionCancelled', { session: 'preparation-1', reason: 'client' }],
  ['sessionRescheduled', { session: 'preparation-1', start: sessionStart() }],
  ['coursePaused', review],
  ['crisisFlagged', {}],
  ['adverseEventReported', {}],
  ['clientWithdrew', {}],
  ['holdPlaced', review],
  ['consentRevoked', { kinds: ['electronicMessages'] }],
];

/** How many acts to try per behavior of the mail server. The short drill rotates them, so that each is used. */
const ACTS_EACH = { short: 2, long: ACTS.length };

/** Behaviors for single recipients. `takesMs` is the time before the server answers, in milliseconds. */
const TOWARDS_ONE: readonly Manner[] = [{ as: 'greylist', takesMs: 6_000 }, { as: 'refuse' }, { as: 'drop' }];
const TOWARDS_ALL: readonly Manner[] = [{ as: 'hang' }, { as: 'down' }];

/** Retries wait longer each time: a mail deferred for a minute is sent within a few minutes. */
const IDLE_WITHIN_MS = 240_000;
const PATIENCE_MS = 30_000;

interface Case {
  readonly course: string;
  readonly email: string;
  readonly act: (typeof ACTS)[number];
}

interface Fault {
  readonly some: readonly Case[];
  readonly begin: () => void | Promise<void>;
  readonly end: () => void | Promise<void>;
}

/** Whether an attempt to send one of their messages has failed. */
async function hasFailed({ store }: Site, some: readonly Case[]): Promise<boolean> {
  const rows = await Promise.all(some.map(({ course }) => store.messages.ofCourse(course)));
  return rows.flat().some(({ lastError }) => lastError !== undefined);
}

export async function slowMail(site: Site, size: 'short' | 'long'): Promise<Counted> {
  const rounds = size === 'short' ? 1 : 3;
  const keys: string[] = [];
  const courses: string[] = [];
  const report = async (course: string, [name, body]: readonly [SignalName, object], role = 'therapist') => {
    const key = randomUUID();
    const answer = await site.api.report(course, name, { role, key, body, patienceMs: PATIENCE_MS });
    keys.push(answer.status === 200 ? key : `${name} answered with ${answer.status}`);
  };
  const book = ({ course }: Case) =>
    report(course, ['sessionScheduled', { kind: 'preparation', start: sessionStart() }]);
  const act = (each: Case) =>
    report(each.course, each.act, each.act[0] === 'consentRevoked' ? 'frontDesk' : 'therapist');

  let turn = 0;
  const nextActs = () =>
    Array.from({ length: ACTS_EACH[size] }, () => ACTS[turn++ % ACTS.length]).filter((each) => !!each);

  const cases = async (): Promise<Case[]> => {
    const made = await Promise.all(
      nextActs().map(async (each) => {
        const email = `${randomUUID()}@client.example`;
        return { course: await newCourse(site, email), email, act: each };
      }),
    );
    courses.push(...made.map(({ course }) => course));
    return made;
  };

  /** Books sessions while the server misbehaves, acts, and ends the fault once an attempt has failed. */
  async function inject({ some, begin, end }: Fault): Promise<void> {
    await allIdle(site, courses, IDLE_WITHIN_MS);
    await begin();
    const before = site.mail.faults();
    await Promise.all(some.map(book));
    await until(
      'mail is being tried',
      async () => site.mail.faults().begun > before.begun || (await hasFailed(site, some)),
    );
    await Promise.all(some.map(act));
    await until(
      'an attempt has failed',
      async () => site.mail.faults().ended > before.ended || (await hasFailed(site, some)),
    );
    await end();
  }

  for (let round = 0; round < rounds; round += 1) {
    const singled = await Promise.all(TOWARDS_ONE.map(async (manner) => ({ manner, some: await cases() })));
    const towards = (how: (manner: Manner) => Manner | undefined) => () => {
      for (const { manner, some } of singled)
        for (const { email } of some) site.mail.treat(email, how(manner));
    };
    await inject({
      some: singled.flatMap(({ some }) => some),
      begin: towards((manner) => manner),
      end: towards(() => undefined),
    });
    for (const manner of TOWARDS_ALL) {
      const [begin, end] = [() => site.mail.behave(manner), () => site.mail.behave({ as: 'accept' })];
      await inject({ some: await cases(), begin, end });
    }
  }
  const dead = await countDead(site, courses);
  await allIdle(site, courses, IDLE_WITHIN_MS);
  const mails = await tallyMails(site, courses);
  const counts = tally([...keys, ...mails.all], [...(await reportsIn(site, courses)), ...mails.truthful]);
  return {
    harm: courses.length,
    courses: courses.length,
    ...counts,
    doubled: counts.doubled + mails.copies,
    dead,
  };
}
