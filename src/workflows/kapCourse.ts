/** The durable shell of one course: it waits, takes in, commits and sends. Nothing clinical is decided here. */
import type { Item, RawItem, SignalItem } from './items';
import type { Committed } from '../store/contract';
import { isUnreadable } from '../vocabulary/unreadable';
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  proxyLocalActivities,
  proxySinks,
  setDefaultSignalHandler,
  setDefaultUpdateHandler,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/contract';
import { plusCivilDays } from '../time/civil';
import { LEDGER_OPEN_DAYS } from '../course/decide/afterClose';
import { forecast } from '../course/forecast/forecast';
import { earliest, fromMs, toMs, type Instant } from '../time/instant';
import type { Course } from '../course/state';
import { adopt, nextDeadline, owes, start } from '../course/step';
import { status } from '../course/status/status';
import type { Signal } from '../catalog/signals';
import { run, type Outbox } from './background';
import {
  forecastQuery,
  REFUSED,
  statusQuery,
  takeSignal,
  UNREADABLE,
  type RefusalSinks,
  type SignalOutcome,
  type StartInput,
} from './contract';
import { DeadlineTimer } from './deadline';
import { EngineersView } from './details';
import { errandsOf, type Errand } from './errands';
import { isSignal, MALFORMED, malformedRefusal, malformedSignal, refusedAt, summaryOf } from './signalChecks';
import { migrate, type TakenOver } from './migrate';
import { proposeStep, readAgain, signalsOf, type Admit } from './proposeStep';

const { commit, admit } = proxyLocalActivities<Pick<Activities, 'commit' | 'admit'>>({
  startToCloseTimeout: '20 seconds',
  localRetryThreshold: '2 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

const { refusals } = proxySinks<RefusalSinks>();

/** Taken from the inbox at once. A step is one entry of the history, and the largest entry has 2 MB. */
const MOST_IN_A_STEP = 25;

const now = (): Instant => fromMs(Date.now());

const NOTHING: TakenOver = { inbox: [], errands: [] };

const admitted: Admit = async ({ id, name, payload }, at) => {
  const read = await admit({ id, name, payload });
  if ('signal' in read) return { kind: 'signal', signal: read.signal };
  return { refusal: malformedRefusal(id, name, payload, read.problems, at) };
};

/** Runs until the course is closed and its ledger has been open for its time; cancellation does not end it. */
export async function kapCourse(input: StartInput): Promise<{ outcome: string }> {
  return CancellationScope.nonCancellable(() => new CourseRun(input).live());
}

class CourseRun {
  private course: Course | undefined;
  /** Taken over from an earlier run. */
  private readonly errands: readonly Errand[];
  private inbox: Item[] = [];
  private underWay = 0;
  /** What the step under way has taken from the inbox; at least 1 until it is committed. */
  private inHand = 0;
  private rawSignals = 0;
  /** What is on its way out and may be overtaken, by key. */
  private readonly leaving = new Map<string, CancellationScope>();
  private readonly timer = new DeadlineTimer();
  private readonly view = new EngineersView();

  constructor(private readonly input: StartInput) {
    const { course, inbox, errands } = input.carried ? migrate(input.carried) : NOTHING;
    this.course = course;
    this.inbox.push(...inbox);
    this.errands = errands;
    this.registerHandlers();
  }

  async live(): Promise<{ outcome: string }> {
    await this.begin();
    for (;;) {
      await this.step();
      const { closed } = this.state;
      if (this.inbox.length > 0) continue;
      if (closed && this.ledgerClosed && this.idle) return { outcome: closed.outcome };
      if (this.historyTooLong && this.idle) await this.continueInNewRun();
      // Once the ledger is closed only the end of what is under way is waited for: a timer would spin.
      const deadlines = [nextDeadline(this.state, now()), this.ledgerClosed ? undefined : this.ledgerCloses];
      this.timer.aim(earliest(deadlines.filter((at) => at !== undefined)), 'the next deadline of the course');
      await condition(
        () =>
          this.inbox.length > 0 ||
          this.timer.ringing ||
          ((this.historyTooLong || this.ledgerClosed) && this.idle),
      );
      this.timer.silence();
    }
  }

  private get state(): Course {
    if (!this.course) throw new Error('the course has not begun');
    return this.course;
  }

  private get ledgerCloses(): Instant | undefined {
    const { closed, practice } = this.state;
    return closed && plusCivilDays(practice.zone, closed.at, LEDGER_OPEN_DAYS);
  }

  private get ledgerClosed(): boolean {
    return this.ledgerCloses !== undefined && this.ledgerCloses <= now();
  }

  private get idle(): boolean {
    return this.underWay === 0 && this.inbox.length === 0 && allHandlersFinished();
  }

  /** The history has grown so long that the course should go on in a new run. */
  private get historyTooLong(): boolean {
    const info = workflowInfo();
    return info.continueAsNewSuggested || info.historyLength >= (this.input.continueAsNewAt ?? Infinity);
  }

  private async continueInNewRun(): Promise<never> {
    const carried = { version: 2 as const, course: this.state, inbox: [], errands: [] };
    return continueAsNew<typeof kapCourse>({ ...this.input, carried });
  }

  private async begin(): Promise<void> {
    if (this.course) return this.goOn(this.course);
    const { course, protocol, practice, client, dosings, by, startAt } = this.input;
    const early = startAt === undefined ? 0 : toMs(startAt) - Date.now();
    if (early > 0) await sleep(early, { summary: 'the start of the course' });
    const at = startAt ?? now();
    const plans = dosings === undefined ? {} : { dosings };
    const begun = start({ course, protocol, practice, client, ...plans, at }, by, now());
    await this.write(undefined, begun.course, { events: begun.events, refusals: [], consumed: [] });
  }

  /** Goes on where an earlier run, or the log, stands: nothing is done before the latest instant it has lived. */
  private async goOn(course: Course): Promise<void> {
    const waiting = this.errands.length + this.inbox.length;
    const early = waiting > 0 ? toMs(course.clock) - Date.now() : 0;
    if (early > 0) await sleep(early, { summary: 'the time at which the course stands' });
    this.view.show(course, now());
    this.start(this.errands);
    this.letGo();
  }

  private registerHandlers(): void {
    setHandler(takeSignal, (signal) => this.answered({ kind: 'signal', signal }), {
      validator: (signal) => {
        this.validate(signal);
      },
      description: 'Takes one signal of the course in.',
    });
    // No signal has such a name, so it is refused and kept; without this nobody but the sender would hear of it.
    setDefaultUpdateHandler((name, payload) => this.answered(this.raw(`update:${name}`, payload)));
    setDefaultSignalHandler((name, ...payloads) => {
      this.inbox.push(this.raw(name, payloads.length > 1 ? payloads : payloads[0]));
    });
    setHandler(statusQuery, () => ({
      ...status(this.state, now()),
      underWay: this.underWay + this.inHand + this.inbox.length,
    }));
    setHandler(forecastQuery, (what = {}) => {
      if (isUnreadable(what)) throw new TypeError(UNREADABLE);
      const { signal, assume } = what;
      return forecast(this.state, now(), { ...(signal && { proposed: signal }), ...(assume && { assume }) });
    });
  }

  private raw(name: string, payload: unknown): RawItem {
    this.rawSignals += 1;
    const id = `${workflowInfo().firstExecutionRunId}.${workflowInfo().runId}.${this.rawSignals}`;
    return { kind: 'raw', id, name, payload };
  }

  /** Takes an Update in and waits for its step. */
  private async answered(item: SignalItem | RawItem): Promise<SignalOutcome> {
    this.inbox.push(item);
    // A request to cancel the workflow, which a course does not heed, would end the wait.
    await CancellationScope.nonCancellable(() => condition(() => item.outcome !== undefined));
    if (!item.outcome) throw new Error('the wait for an answer ended without one');
    return item.outcome;
  }

  /**
   * Refuses what is impossible now; a refusal here leaves no history. So must it be for what cannot be read: with
   * another key the same history would be read otherwise, and the course could not be replayed.
   */
  private validate(signal: unknown): void {
    const refuse = (code: string, reasons: unknown[]): never => {
      throw ApplicationFailure.nonRetryable(`refused: ${code}`, REFUSED, code, reasons);
    };
    if (!isSignal(signal)) {
      const problems = malformedSignal(signal);
      const refusal = malformedRefusal('', takeSignal.name, signal, problems, now());
      refusals.keep(this.input.course, refusal);
      return refuse(isUnreadable(signal) ? UNREADABLE : MALFORMED, refusal.reasons);
    }
    if (!this.course) return refuse('course-not-begun', []);
    if (Object.hasOwn(this.course.answers, signal.id)) return;
    const reasons = refusedAt(this.course, signal, now());
    if (reasons) refuse(reasons[0]?.code ?? MALFORMED, reasons);
  }

  /** Takes in all that waits and all that is due, and commits it as one step. */
  private async step(): Promise<void> {
    const items = this.inbox.splice(0, MOST_IN_A_STEP);
    this.inHand = Math.max(1, items.length);
    const at = now();
    let { offered, course, processed: worked } = await proposeStep(this.state, items, at, admitted);
    let committed = await this.write(this.state, course, offered, signalsOf(worked));
    while (committed.reread) {
      // The step is made again with what the catalog read.
      readAgain(worked, committed.reread);
      ({ offered, course, processed: worked } = await proposeStep(this.state, worked, at, admitted));
      committed = await this.write(this.state, course, offered, signalsOf(worked));
    }
    // The log may hold another step for this revision: what it does not know of waits for the next.
    const log = committed;
    this.inbox.unshift(...worked.filter((item) => !this.logged(item, log)));
    for (const item of worked) this.answer(item, log);
    this.inHand = 0;
  }

  private logged(item: Item, { events, consumed }: Committed): boolean {
    switch (item.kind) {
      case 'signal':
        return Object.hasOwn(this.state.answers, item.signal.id);
      case 'raw':
        return consumed.includes(item.id);
      case 'fate':
        return events.some(({ type, cause }) => type === item.fate.type && cause === item.fate.key);
    }
  }

  /** Commits one step and adopts what the log holds of it: ours, or what an earlier attempt had stored. */
  private async write(
    before: Course | undefined,
    after: Course,
    offered: Committed,
    signals: Signal[] = [],
  ): Promise<Committed> {
    if (offered.events.length === 0 && offered.consumed.length === 0) return offered;
    const revision = (before?.revision ?? 0) + 1;
    const committed = await this.committed({ ...offered, signals, revision, after });
    if (committed.reread) return committed;
    this.course = adopt(before, committed);
    this.view.show(this.state, now());
    this.letGo();
    this.start(errandsOf(committed.events));
    return committed;
  }

  /** What is on its way out and not owed any more is called back. */
  private letGo(): void {
    for (const [key, scope] of this.leaving) if (!owes(this.state, key)) scope.cancel();
  }

  private async committed({
    revision,
    after,
    ...offered
  }: Committed & { signals: Signal[]; revision: number; after: Course }): Promise<Committed> {
    try {
      return await commit({
        course: this.input.course,
        revision,
        at: now(),
        ...offered,
        summary: summaryOf(after, now()),
      });
    } catch (error) {
      // Not an ApplicationFailure: the workflow task fails and is tried again, the course never ends.
      throw new Error('the step could not be committed', { cause: error });
    }
  }

  private answer(item: Item, committed: Committed): void {
    if (item.kind === 'fate') return;
    const { id } = item.kind === 'raw' ? item : item.signal;
    const answer = this.state.answers[id];
    if (!answer) return;
    const repeated = !committed.consumed.includes(id);
    const refusal = committed.refusals.find(({ signal }) => signal.id === id);
    item.outcome = answer.accepted
      ? {
          accepted: true,
          repeated,
          revision: this.state.revision,
          events: committed.events.filter(({ cause }) => cause === id).map(({ type, at }) => ({ type, at })),
        }
      : { accepted: false, repeated, code: answer.code, reasons: refusal?.reasons ?? [] };
  }

  /** Starts what has to leave the system, in the background: the loop never waits for mail. */
  private start(errands: readonly Errand[]): void {
    for (const errand of errands) {
      this.underWay += 1;
      // `run` never rejects.
      void run(this.input.course, errand, this.outbox).then(() => {
        this.underWay -= 1;
      });
    }
  }

  private readonly outbox: Outbox = {
    note: (fate) => void this.inbox.push({ kind: 'fate', fate }),
    report: (signal) => void this.inbox.push({ kind: 'signal', signal }),
    whileOwed: async (key, work) => {
      const scope = new CancellationScope();
      this.leaving.set(key, scope);
      try {
        return await scope.run(work);
      } finally {
        if (this.leaving.get(key) === scope) this.leaving.delete(key);
      }
    },
  };
}
