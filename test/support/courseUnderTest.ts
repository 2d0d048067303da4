/** One course on the real server, and what a spec does with it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { EventType, Recorded, RecordedOf } from '../../src/course/events';
import { evolve } from '../../src/course/evolve';
import { fromMs, toMs, type Instant } from '../../src/time/instant';
import type { Reason } from '../../src/vocabulary/reasons';
import type { Course } from '../../src/course/state';
import { advanceTo, virtualNow } from '../../src/rehearsal/timeSkipping';
import type { Signal } from '../../src/catalog/signals';
import { courseStream, type Store } from '../../src/store';
import { statusQuery, takeSignal, type SignalOutcome } from '../../src/workflows/contract';

const KINDS = temporal.api.enums.v1.EventType;
export type HistoryEventKind = keyof typeof KINDS;

const LOOK_AGAIN_MS = 15;
const LOOK_AGAIN_AT_MOST_MS = 200;

/**
 * Reads until what was read holds; fails saying what was waited for. No fixed wait: it looks again soon at first, then
 * less often, since many courses that are looked at all the time keep the processors from their work.
 */
export async function until<T>(
  what: string,
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (let lookAgainMs = LOOK_AGAIN_MS; ; lookAgainMs = Math.min(lookAgainMs * 1.5, LOOK_AGAIN_AT_MOST_MS)) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() >= deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(lookAgainMs);
  }
}

/** Holds something up until the test opens it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

export class CourseUnderTest {
  constructor(
    readonly id: string,
    readonly handle: WorkflowHandle,
    private readonly store: Store,
  ) {}

  /** Reports a signal by the Update, as the API does. */
  report(signal: Signal, updateId: string = signal.id): Promise<SignalOutcome> {
    return this.handle.executeUpdate(takeSignal, { args: [signal], updateId });
  }

  /** Sends it by its name, as the Temporal UI does. */
  async sendByName({ name, ...payload }: Signal): Promise<void> {
    await this.handle.signal(name, payload);
  }

  /** Reports what is expected to be refused by the validator; answers why. */
  async refused(signal: unknown): Promise<{ code: string; reasons: Reason[] }> {
    const options = { args: [signal as Signal] as [Signal], updateId: randomUUID() };
    const error: unknown = await this.handle.executeUpdate(takeSignal, options).then(
      (outcome) => new Error(`not refused: ${JSON.stringify(outcome)}`),
      (failure: unknown) => failure,
    );
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    if (!(error.cause instanceof ApplicationFailure) || error.cause.type !== 'Refused') throw error;
    const [code, reasons] = error.cause.details as [string, Reason[]];
    return { code, reasons };
  }

  now(): Promise<Instant> {
    return virtualNow(this.handle);
  }

  /** Lets the course's time pass until just after `at`, and all it set off come to rest. */
  async advanceTo(at: Instant): Promise<void> {
    await this.skipTo(at);
    await this.settled();
  }

  /** The same, without waiting for mail and the like. */
  async skipTo(at: Instant): Promise<void> {
    const end = await advanceTo(this.handle, at);
    if (end === 'closed') throw new Error(`the course has ended before ${at}`);
  }

  async pass(hours: number): Promise<void> {
    await this.advanceTo(fromMs(toMs(await this.now()) + hours * 3_600_000));
  }

  status() {
    return this.handle.query(statusQuery);
  }

  /** Waits until the course has begun, its inbox is empty and all that left it is delivered or given up. */
  async settled(): Promise<void> {
    const read = () => this.status().catch(() => undefined);
    await until('the course comes to rest', read, (status) => status?.inProgress === 0);
  }

  events(): Promise<Recorded[]> {
    return this.store.events.ofCourse(this.id);
  }

  async eventsOf<T extends EventType>(type: T): Promise<RecordedOf<T>[]> {
    const events = await this.events();
    return events.filter((event): event is RecordedOf<T> => event.type === type);
  }

  /** Waits for the first event of a type. */
  async eventOf<T extends EventType>(type: T, holds = (_: RecordedOf<T>) => true) {
    const matching = async () => (await this.eventsOf(type)).filter(holds);
    const found = await until(`the event ${type}`, matching, (events) => events.length > 0);
    const [first] = found;
    if (!first) throw new Error(`no event ${type}`);
    return first;
  }

  /** The state that follows from what is stored. */
  async state(): Promise<Course> {
    const events = await this.events();
    const course = events.reduce<Course | undefined>(evolve, undefined);
    if (!course) throw new Error('the course has not begun');
    return course;
  }

  messages() {
    return this.store.messages.ofCourse(this.id);
  }

  /** The messages of one template, and where they have come to. */
  async messagesOf(template: string) {
    return (await this.messages()).filter((message) => message.template === template);
  }

  /** Refusals kept in the audit, oldest first. */
  async refusals() {
    const entries = await this.store.audit.list(courseStream(this.id), { limit: 500 });
    return entries
      .filter(({ kind }) => kind === 'signal-refused')
      .map(({ detail }) => detail as { code: string; signal: Record<string, unknown>; reasons: Reason[] })
      .reverse();
  }

  async history() {
    return (await this.handle.fetchHistory()).events ?? [];
  }

  /** How many events of a kind the history of the present run holds. */
  async count(kind: HistoryEventKind): Promise<number> {
    return (await this.history()).filter(({ eventType }) => eventType === KINDS[kind]).length;
  }
}
