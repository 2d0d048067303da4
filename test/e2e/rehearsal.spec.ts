import { fromMs } from '../../src/course/instant';
import { onServer } from '../../src/rehearsal/onServer';
import type { Rehearsal } from '../../src/rehearsal/report';
import { readScenario } from '../../src/rehearsal/scenario';
import { fixScript } from '../../src/rehearsal/script';
import { simulated } from '../../src/rehearsal/simulated';
import { Courses } from '../support/courses';
import { facts, messagesDue } from './facts';

describe('six months of the standard CALM course', () => {
  const script = fixScript(readScenario('calm'), fromMs(Date.now()));
  const model = simulated(script);
  let courses: Courses;
  let server: Rehearsal;

  beforeAll(async () => {
    courses = await Courses.open();
    await courses.startWorker();
    server = await onServer(
      { client: courses.client, taskQueue: courses.taskQueue, store: courses.store },
      script,
    );
  }, 180_000);
  afterAll(() => courses.close());

  it('are on the real server what they are in the model, event for event', () => {
    expect(facts(server)).toEqual(facts(model));
  });

  it('send the same messages, each once, each by real SMTP', async () => {
    expect(messagesDue(server)).toEqual(messagesDue(model));
    expect(server.messages.map(({ state }) => state)).toEqual(server.messages.map(() => 'sent'));
    const caught = await Promise.resolve(courses.mail.messages());
    expect(caught).toHaveLength(server.messages.length);
  });

  it('cost the same, cent for cent: $7,460.00', () => {
    expect(server.ledger).toEqual(model.ledger);
    expect(server.ledger).toMatchObject({ chargesCents: 746_000, balanceCents: 0, currency: 'USD' });
  });

  it('breach nothing, mismatch nothing, and leave a whole audit chain', () => {
    expect(server.breaches).toEqual([]);
    expect(server.mismatches).toEqual([]);
    expect(server.audit).toEqual({ events: server.events.length, chain: 'whole' });
  });
});
