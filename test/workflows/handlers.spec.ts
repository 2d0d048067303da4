import { WorkflowUpdateFailedError, WorkflowUpdateStage } from '@temporalio/client';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { temporal } from '@temporalio/proto';
import { takeSignal } from '../../src/workflows/contract';
import type { Signal } from '../../src/catalog/signals';
import { book, consents, FRONT_DESK, signal, START } from '../support/courseStates';
import { coursesForTests, TASK_QUEUE } from '../support/courses';
import { gate, until } from '../support/courseUnderTest';

const KINDS = temporal.api.enums.v1.EventType;

const courses = coursesForTests();

const start = () => courses().start();
const by = { role: 'client', id: 'client-1' };
const kinds = ['treatment'];

/** As many API processes have them, each with a queue of its own. */
const engines = (count: number) =>
  Array.from({ length: count }, () => temporalEngine(courses().client, { taskQueue: TASK_QUEUE }));

/** Holds the next steps up at their commit: `begun` once the first has come there. */
function heldCommits(): { begun: Promise<void>; open: () => void } {
  const [begun, hold] = [gate(), gate()];
  courses().between.commit = async (request, real) => {
    begun.open();
    await hold.opened;
    return real(request);
  };
  return { begun: begun.opened, open: hold.open };
}

describe('a signal by the Update', () => {
  it('is committed before it is answered, and its mail goes out', async () => {
    const course = await start();
    const reported = consents();
    const outcome = await course.report(reported);
    expect(outcome).toMatchObject({ accepted: true, repeated: false, revision: 2 });
    expect(await course.eventsOf('consentSigned')).toMatchObject([{ cause: reported.id, by: reported.by }]);
    await course.settled();
    expect(await course.messagesOf('welcome')).toMatchObject([{ state: 'sent' }]);
  });

  it('reported twice, under the same Update id and under another, happens once with the first outcome', async () => {
    const course = await start();
    const reported = consents();
    const first = await course.report(reported);
    await expect(course.report(reported)).resolves.toEqual(first);
    const again = await course.report(reported, 'another-update');
    expect(again).toMatchObject({ accepted: true, repeated: true });
    await course.handle.signal(reported.name, { ...reported, name: undefined });
    await course.settled();
    expect(await course.eventsOf('consentSigned')).toHaveLength(1);
    expect(await course.messagesOf('welcome')).toHaveLength(1);
    expect(await course.refusals()).toEqual([]);
  });

  it('reported by many at once happens once', async () => {
    const course = await start();
    const reported = consents();
    const outcomes = await Promise.all(engines(5).map((engine) => engine.signal(course.id, reported)));
    expect(outcomes.every(({ accepted }) => accepted)).toBe(true);
    expect(await course.eventsOf('consentSigned')).toHaveLength(1);
  });

  it('is refused until the one before it is answered, which leaves nothing in the history', async () => {
    const course = await courses().start({ workflow: { workflowTaskTimeout: '1 second' } });
    const hold = heldCommits();
    const first = course.report(consents());
    await hold.begun;
    expect(await course.refused(consents())).toEqual({ code: 'course-busy', reasons: [] });
    hold.open();
    expect(await first).toMatchObject({ accepted: true });
    expect(await course.report(consents())).toMatchObject({ accepted: true });
  });

  it('is taken one at a time, from several API processes: none is accepted before the one before it is answered', async () => {
    const course = await start();
    const reported = Array.from({ length: 8 }, () => signal('consentSigned', { kinds: ['treatment'] }));
    const sent = engines(2).flatMap((engine, at) =>
      reported.filter((_each, nth) => nth % 2 === at).map((each) => engine.signal(course.id, each)),
    );
    expect((await Promise.all(sent)).every(({ accepted }) => accepted)).toBe(true);
    const order = (await course.history()).flatMap(({ eventType }) =>
      eventType === KINDS.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED
        ? ['accepted']
        : eventType === KINDS.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED
          ? ['answered']
          : [],
    );
    expect(order).toEqual(reported.flatMap(() => ['accepted', 'answered']));
  });

  it('that is impossible now is refused by the validator, with its reasons and without any history', async () => {
    const course = await start();
    const before = await course.history();
    const refusal = await course.refused(signal('dosingEnded', { session: 'dosing-1' }));
    expect(refusal.reasons[0]).toMatchObject({ code: refusal.code });
    expect(refusal.reasons[0]?.sentence).toMatch(/\w+/);
    expect(await course.history()).toHaveLength(before.length);
    expect(await course.refusals()).toEqual([]);
  });

  it('that has become impossible while it waited in the inbox is refused in its step, and kept', async () => {
    // While a step is held, its task times out again and again. The server delivers new Updates with each retry.
    const course = await courses().start({ workflow: { workflowTaskTimeout: '1 second' } });
    const hold = heldCommits();
    await course.sendByName(consents());
    await hold.begun;
    await course.sendByName(signal('clientWithdrew', {}));
    const booking = book('preparation', '2036-02-01T10:00:00-08:00');
    const late = await course.handle.startUpdate(takeSignal, {
      ...{ args: [booking], updateId: 'late', waitForStage: WorkflowUpdateStage.ACCEPTED },
    });
    hold.open();
    expect(await late.result()).toMatchObject({ accepted: false, code: 'course-closed' });
    expect(await course.refusals()).toMatchObject([{ code: 'course-closed' }]);
  });
});

it('what a step is processing counts as in progress until it is committed', async () => {
  const course = await courses().start({ workflow: { workflowTaskTimeout: '1 second' } });
  const hold = heldCommits();
  await course.handle.signal('consentSigned', { by, kinds });
  await hold.begun;
  expect(await course.status()).toMatchObject({ inProgress: 1, revision: 1 });
  hold.open();
  await course.settled();
  expect(await course.status()).toMatchObject({ inProgress: 0, revision: 2 });
});

it('a repeat with other content, malformed even, gets the first outcome whatever else its step holds', async () => {
  const course = await courses().start({ workflow: { workflowTaskTimeout: '1 second' } });
  await course.report(consents('first'));
  await course.settled();
  const hold = heldCommits();
  await course.sendByName(signal('consentSigned', { kinds: ['part2'] }));
  await hold.begun;
  const malformed: unknown = { ...consents('first'), kinds: 7 };
  const repeat = await course.handle.startUpdate(takeSignal, {
    ...{ args: [malformed as Signal] as [Signal], waitForStage: WorkflowUpdateStage.ACCEPTED },
  });
  await course.sendByName(signal('consentSigned', { kinds: ['supportPersonContact'] }));
  hold.open();
  expect(await repeat.result()).toMatchObject({ accepted: true, repeated: true });
  await course.settled();
  expect(await course.eventsOf('consentSigned')).toHaveLength(3);
  expect(await course.report(consents('first'), 'once-more')).toMatchObject({
    accepted: true,
    repeated: true,
  });
  expect(await course.refusals()).toEqual([]);
});

describe('a refusal, which changed nothing', () => {
  const revoked = (id: string) => signal('consentRevoked', { kinds: ['treatment'] }, id);

  it('by the validator does not bind the id: the same report is judged again', async () => {
    const course = await start();
    expect(await course.refused(revoked('r-1'))).toMatchObject({ code: 'consent-not-signed' });
    await course.report(consents());
    expect(await course.report(revoked('r-1'))).toMatchObject({ accepted: true, repeated: false });
    expect(await course.report(revoked('r-1'), 'once-more')).toMatchObject({
      accepted: true,
      repeated: true,
    });
    expect(await course.eventsOf('consentRevoked')).toHaveLength(1);
  });

  it('of a named Signal does not bind the id: sent again, it is judged again', async () => {
    const course = await start();
    await course.sendByName(revoked('r-2'));
    await course.settled();
    await course.sendByName(revoked('r-2'));
    await course.settled();
    expect(await course.refusals()).toMatchObject([
      { code: 'consent-not-signed' },
      { code: 'consent-not-signed' },
    ]);
    await course.report(consents());
    await course.sendByName(revoked('r-2'));
    await course.eventOf('consentRevoked', ({ cause }) => cause === 'r-2');
    await course.sendByName(revoked('r-2'));
    await course.settled();
    expect(await course.eventsOf('consentRevoked')).toHaveLength(1);
    expect(await course.refusals()).toHaveLength(2);
  });

  it('in a step is kept by the server under the Update’s id; the API asks again under another', async () => {
    const course = await courses().start({ workflow: { workflowTaskTimeout: '1 second' } });
    await course.report(consents());
    const hold = heldCommits();
    await course.sendByName(signal('consentSigned', { kinds: ['part2'] }));
    await hold.begun;
    await course.sendByName(revoked('r-3'));
    const second = await course.handle.startUpdate(takeSignal, {
      ...{ args: [revoked('r-4')], updateId: 'r-4', waitForStage: WorkflowUpdateStage.ACCEPTED },
    });
    hold.open();
    expect(await second.result()).toMatchObject({ accepted: false, code: 'consent-not-signed' });
    delete courses().between.commit;

    const engine = temporalEngine(courses().client, { taskQueue: TASK_QUEUE });
    expect(await engine.signal(course.id, revoked('r-4'))).toMatchObject({ accepted: false });
    await course.report(consents());
    expect(await course.report(revoked('r-4'))).toMatchObject({ accepted: false });
    expect(await engine.signal(course.id, revoked('r-4'))).toMatchObject({ accepted: true, repeated: false });
    expect(await course.eventsOf('consentRevoked')).toHaveLength(2);
  });
});

describe('a signal by its name, from the Temporal UI, CLI or a webhook', () => {
  it('is checked, committed and answered for as by the Update', async () => {
    const course = await start();
    const { name, ...payload } = consents();
    await course.handle.signal(name, payload);
    await course.eventOf('consentSigned', ({ cause }) => cause === payload.id);
    await expect(course.report({ name, ...payload } as never)).resolves.toMatchObject({ repeated: true });
    await course.settled();
    expect(await course.messagesOf('welcome')).toMatchObject([{ state: 'sent' }]);
  });

  it('without an id is given one', async () => {
    const course = await start();
    await course.handle.signal('consentSigned', { by, kinds });
    expect((await course.eventOf('consentSigned')).cause).toMatch(/^[\w.-]+\.1$/);
  });

  it('that is impossible now is refused and kept in the audit', async () => {
    const course = await start();
    await course.handle.signal('dosingEnded', {
      ...{ id: 'too-early', by: { role: 'therapist', id: 'therapist-1' }, session: 'dosing-1' },
    });
    await course.settled();
    expect(await course.refusals()).toMatchObject([{ signal: { id: 'too-early', name: 'dosingEnded' } }]);
  });

  it('sent to a course that has not begun waits for its beginning', async () => {
    await courses().stopWorker();
    const course = await start();
    await course.handle.signal('consentSigned', { id: 'early-bird', by, kinds });
    await courses().startWorker();
    await course.advanceTo(START);
    const types = (await course.events()).map(({ type, cause }) => [type, cause]);
    expect(types[0]).toEqual(['courseStarted', `start:${course.id}`]);
    expect(types).toContainEqual(['consentSigned', 'early-bird']);
  });
});

describe('no command, however malformed, ends the course', () => {
  const NAMED: [string, string, unknown][] = [
    ['nothing', 'consentSigned', undefined],
    ['null', 'consentSigned', null],
    ['a text', 'consentSigned', 'treatment'],
    ['a number', 'consentSigned', 42],
    ['a list', 'consentSigned', [{ by, kinds }]],
    ['an empty object', 'consentSigned', {}],
    ['a field of the wrong type', 'consentSigned', { id: 'wrong-type', by, kinds: 7 }],
    ['an id of the wrong type', 'consentSigned', { id: { $gt: '' }, by, kinds }],
    ['an id with blanks', 'consentSigned', { id: 'a b', by, kinds }],
    ['an actor who may not', 'estimateIssued', { id: 'may-not', by, estimate: 'e-1', totalCents: 5 }],
    ['a field too many', 'consentSigned', { id: 'too-many', by, kinds, dose: 'secret' }],
    ['thousands of fields too many', 'consentSigned', manyFields(5_000)],
    ['a time that is none', 'sessionScheduled', { by: FRONT_DESK, kind: 'medical', start: 'tomorrow' }],
    ['a name nobody knows', 'noSuchSignal', { id: 'unknown', by }],
    ['the name of the Update', 'takeSignal', { id: 'update', by }],
    ['the name of a property of every object', 'constructor', { id: 'constructor-name', by }],
    ['the name of every prototype', '__proto__', { id: 'proto', by }],
  ];

  it('by a Signal: each is refused and kept, and the course continues', async () => {
    const course = await start();
    for (const [, name, junk] of NAMED)
      await course.handle.signal(name, ...(junk === undefined ? [] : [junk]));
    await until(
      'all are kept',
      () => course.refusals(),
      (kept) => kept.length >= NAMED.length,
    );
    const kept = await course.refusals();
    expect(kept.map(({ signal: { name } }) => name)).toEqual(NAMED.map(([, name]) => name));
    expect(new Set(kept.map(({ code }) => code))).toEqual(new Set(['malformed-signal']));
    await unharmed(course);
  });

  let shared: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    shared = await start();
  });
  const good = { id: 'u-1', by };
  const UPDATES: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a text', 'consentSigned'],
    ['a list', [consents()]],
    ['an empty object', {}],
    ['no id', { name: 'consentSigned', by, kinds }],
    ['an id of the wrong type', { name: 'consentSigned', id: 7, by, kinds }],
    ['no actor', { name: 'consentSigned', id: 'u-2', kinds }],
    ['a name nobody knows', { ...good, name: 'noSuchSignal' }],
    ['the name of a property of every object', { ...good, name: 'constructor' }],
    ['the name of a helper', { ...good, name: 'notYet' }],
    ['a list that is a text', { ...good, id: 'u-3', name: 'consentSigned', kinds: 'treatment' }],
    ['a list that is missing', { ...good, id: 'u-4', name: 'consentSigned' }],
    [
      'a time that is none',
      { ...good, id: 'u-5', name: 'sessionScheduled', kind: 'preparation', start: 'x' },
    ],
    [
      'a time that is a number',
      { ...good, id: 'u-6', name: 'sessionScheduled', kind: 'preparation', start: 5 },
    ],
    [
      'a kind of session nobody knows',
      { ...good, id: 'u-7', name: 'sessionScheduled', kind: 'x', start: START },
    ],
    ['money that is a text', { ...good, id: 'u-8', name: 'paymentPosted', cents: 'much' }],
    ['money that is missing', { ...good, id: 'u-9', name: 'paymentPosted' }],
    ['half a cent', { ...good, id: 'u-10', name: 'paymentPosted', cents: 0.5, method: 'card' }],
    ['an occurredAt that is none', { ...good, id: 'u-11', name: 'consentSigned', kinds, occurredAt: '2036' }],
    ['an id that every object has', { ...good, id: 'constructor', name: 'consentSigned', kinds }],
  ];

  it.each(UPDATES)('by an Update: %s', async (_what, junk) => {
    const { client } = courses();
    const course = shared;
    const args = junk === undefined ? [] : [junk];
    const outcome = await client
      .withDeadline(Date.now() + 5_000, () => course.handle.executeUpdate('takeSignal', { args: args as [] }))
      .catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(WorkflowUpdateFailedError);
    else expect(outcome).toMatchObject({ accepted: false, code: expect.any(String) as string });
    await unharmed(course);
  });
});

/** The course is open, no workflow task failed, and it takes the next signal. */
async function unharmed(course: Awaited<ReturnType<typeof start>>): Promise<void> {
  const good = consents();
  const outcome = await courses().client.withDeadline(Date.now() + 5_000, () => course.report(good));
  expect(outcome).toMatchObject({ accepted: true, repeated: false });
  expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
  expect((await course.handle.describe()).status.name).toBe('RUNNING');
  const { balanceCents } = await course.status();
  expect(balanceCents).toBe(0);
}

function manyFields(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`field-${at}-${'x'.repeat(40)}`, at]));
}
