/** A worker whose work in the world ends as a test says, the first time it is tried; afterwards it is the real one. */
import { ApplicationFailure, CancelledFailure } from '@temporalio/activity';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../../../src/activities';
import type { Activities } from '../../../src/activities/contract';
import { deliverActivity } from '../../../src/activities/deliver';
import { referActivity } from '../../../src/activities/refer';
import type { MailTransport } from '../../../src/messages/transport';
import { workflowBundle } from '../../../src/workers/bundle';
import { mailQueue } from '../../../src/workflows/contract';
import type { Courses } from '../../support/courses';
import { gate } from '../../support/courseUnderTest';

/** Every way in which an attempt can end. */
export const WAYS = [
  'fails',
  'falls silent',
  'is cancelled',
  'fails for good',
  'ends in doubt',
  'succeeds late',
] as const;
export type Way = (typeof WAYS)[number];

export type Kind = 'message' | 'referral' | 'invoice';

/** How the work of one course goes. */
export class Script {
  /** What has been begun and has not ended: nothing more of it happens before the course has acted. */
  readonly begun = new Set<Kind>();
  private readonly tried = new Set<Kind>();
  private readonly acting = gate();
  private owed = true;

  constructor(
    readonly ways: Record<Kind, Way>,
    /** The message it is about; all others go their way. */
    readonly key: string,
  ) {}

  /** Whether this is the first attempt to get here: on a busy machine the server's first may have timed out before. */
  isFirst(kind: Kind): boolean {
    if (this.tried.has(kind)) return false;
    this.tried.add(kind);
    return true;
  }

  /** The course has acted, and owes the message, or no longer. */
  acted({ owed }: { owed: boolean }): void {
    this.owed = owed;
    this.acting.open();
  }

  /** Whether the message is still owed, once the course has acted. */
  async stillOwed(kind: Kind): Promise<boolean> {
    this.begun.add(kind);
    await this.acting.opened;
    return this.owed;
  }
}

export interface Errands {
  scripts: Map<string, Script>;
  stop(): Promise<void>;
}

export async function startErrands(courses: Courses): Promise<Errands> {
  const scripts = new Map<string, Script>();
  const over = gate();
  const world = courses.world;
  const real = createActivities(world);
  const first = (course: string, kind: Kind, key?: string): Script | undefined => {
    const script = scripts.get(course);
    if (!script || (key !== undefined && key !== script.key)) return undefined;
    return script.isFirst(kind) ? script : undefined;
  };

  /** An attempt whose process has died after the content had begun to go out: no heartbeat, no end. */
  const dies = async (script: Script, kind: Kind, course: string, key: string): Promise<never> => {
    const { messages } = world.store;
    const claim = await messages.claim(course, key, 'of the dead');
    if (claim.state === 'claimed')
      await messages.beginContent({ id: claim.message.id, token: 'of the dead' }, world.now());
    await script.stillOwed(kind);
    await over.opened;
    throw new Error('the test is over');
  };

  const activities: Activities = {
    ...real,
    deliver: (request) => {
      const { course, message } = request;
      const script = first(course, 'message', message.key);
      if (!script) return real.deliver(request);
      if (script.ways.message === 'falls silent') return dies(script, 'message', course, message.key);
      return deliverActivity({ ...world, transport: scripted(world.transport, script, 'message') })(request);
    },
    refer: async (request) => {
      const { course, requestedAt } = request;
      const script = first(course, 'referral');
      if (!script) return real.refer(request);
      if (script.ways.referral === 'is cancelled') {
        await script.stillOwed('referral');
        throw new CancelledFailure('by nobody');
      }
      if (script.ways.referral !== 'falls silent')
        return referActivity({ ...world, transport: scripted(world.transport, script, 'referral') })(request);
      await script.stillOwed('referral');
      await over.opened;
      throw new Error(`the test of ${requestedAt} is over`);
    },
    bill: async (request) => {
      const script = first(request.course, 'invoice');
      if (!script) return real.bill(request);
      await script.stillOwed('invoice');
      switch (script.ways.invoice) {
        case 'fails':
          throw new Error('the database is down');
        case 'falls silent':
          await over.opened;
          throw new Error('the test is over');
        case 'is cancelled':
          throw new CancelledFailure('by nobody');
        case 'fails for good':
          throw ApplicationFailure.nonRetryable('unheard of');
        case 'ends in doubt':
          await real.bill(request);
          throw new Error('the answer is lost');
        case 'succeeds late':
          return real.bill(request);
      }
    },
  };

  const connection = await NativeConnection.connect({ address: courses.place.address });
  const common = { connection, namespace: courses.place.namespace, dataConverter: courses.converter };
  const workers = await Promise.all([
    Worker.create({
      ...{ ...common, taskQueue: courses.taskQueue, activities, workflowBundle: await workflowBundle() },
      maxConcurrentActivityTaskExecutions: 200,
    }),
    Worker.create({
      ...{ ...common, taskQueue: mailQueue(courses.taskQueue), activities },
      ...{ maxConcurrentActivityTaskExecutions: 200, maxHeartbeatThrottleInterval: '1 second' },
    }),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    scripts,
    stop: async () => {
      over.open();
      for (const script of scripts.values()) script.acted({ owed: true });
      for (const worker of workers) worker.shutdown();
      await running;
      await connection.close();
    },
  };
}

/** A mail server that lets the course act before it answers. */
function scripted(real: MailTransport, script: Script, kind: Kind): MailTransport {
  return {
    ...real,
    send: async (mail, conversation) => {
      const { unwanted } = conversation;
      const begin = () => conversation.begin();
      switch (script.ways[kind]) {
        case 'fails':
          await script.stillOwed(kind);
          return { outcome: 'temporary', code: 'mail-deferred' };
        case 'fails for good':
          await script.stillOwed(kind);
          throw ApplicationFailure.nonRetryable('unheard of');
        case 'ends in doubt':
          await begin();
          await script.stillOwed(kind);
          return { outcome: 'unknown', code: 'answer-missing' };
        case 'succeeds late':
          await begin();
          await script.stillOwed(kind);
          return real.send(mail, { begin: () => Promise.resolve(true) });
        case 'is cancelled':
        case 'falls silent':
          if (await script.stillOwed(kind)) return real.send(mail, conversation);
          await aborted(unwanted);
          return { outcome: 'withdrawn' };
      }
    },
  };
}

const aborted = (signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve();
    else
      signal?.addEventListener('abort', () => {
        resolve();
      });
  });
