/** Scenarios rehearsed on a real server, compared with the model event by event. */
import type { Rehearsal } from '../../src/rehearsal/result';
import { fromMs } from '../../src/time/instant';
import { onServer } from '../../src/rehearsal/onServer';
import { readScenario, scenarioNames } from '../../src/rehearsal/scenario';
import { fixScript } from '../../src/rehearsal/script';
import { simulated } from '../../src/rehearsal/simulated';
import { Courses } from '../support/courses';
import { facts, messagesDue } from './facts';

/**
 * `npm run test:long` lives the standard course and clients whom no e-mail reaches on the server, `npm run e2e` all.
 */
const NAMES =
  process.env.THROUGHLINE_E2E === 'all'
    ? scenarioNames()
    : ['calm', 'exceptions/message-undeliverable', 'exceptions/no-email-address'];
const AT_ONCE = 4;

const done = new Map<string, { model: Rehearsal; server: Rehearsal }>();
let courses: Courses;

beforeAll(async () => {
  courses = await Courses.open();
  await courses.startWorker();
  const { client, taskQueue, store, mail } = courses;
  const waiting = [...NAMES];
  const live = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const script = fixScript(readScenario(name), fromMs(Date.now()));
      const server = await onServer({ client, taskQueue, store, mail }, script);
      done.set(name, { model: simulated(script), server });
      if (NAMES.length > 3) process.stderr.write(`  ${name}: done, ${done.size} of ${NAMES.length}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, live));
}, 3_600_000);
afterAll(() => courses.close());

function rehearsed(name: string): { model: Rehearsal; server: Rehearsal } {
  const both = done.get(name);
  if (!both) throw new Error(`${name} was not rehearsed`);
  return both;
}

describe('on the real server', () => {
  it.each(NAMES)('%s comes out as in the model, and as it expects', (name) => {
    const { model, server } = rehearsed(name);
    expect(server.mismatches).toEqual([]);
    expect(facts(server)).toEqual(facts(model));
    expect(messagesDue(server)).toEqual(messagesDue(model));
    expect(server.ledger).toEqual(model.ledger);
    expect(server.breaches).toEqual(model.breaches);
    expect(server.audit).toEqual({ events: server.events.length, chain: 'whole' });
  });
});

describe('of the rehearsals', () => {
  it('each message has arrived once, by real SMTP', () => {
    const sent = [...done.values()].flatMap(({ server }) =>
      server.messages.filter(({ state }) => state === 'sent'),
    );
    const caught = courses.mail.messages();
    expect(caught).toHaveLength(sent.length);
    expect(new Set(caught.map(({ messageId }) => messageId)).size).toBe(sent.length);
  });

  it('the six months of the standard course are whole: all sent, $7,460.00, nothing breached', () => {
    const { messages, ledger, breaches } = rehearsed('calm').server;
    expect(messages.map(({ state }) => state)).toEqual(messages.map(() => 'sent'));
    expect(ledger).toMatchObject({ chargesCents: 746_000, balanceCents: 0, currency: 'USD' });
    expect(breaches).toEqual([]);
  });
});
