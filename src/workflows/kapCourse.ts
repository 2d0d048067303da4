/** The durable shell of one course: it waits, processes, commits and sends. No clinical decision is made here. */
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  proxyLocalActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/contract';
import type { Signal } from '../catalog/signals';
import { isOver, ledgerCloses } from '../course/decide/afterClose';
import type { Course } from '../course/state';
import { listed } from '../course/status/listed';
import { adopt, nextDeadline, start } from '../course/step';
import type { Committed } from '../store/contract';
import { takeOver } from '../course/takeOver';
import { earliest, fromMs, toMs, type Instant } from '../time/instant';
import { answer, isLogged } from './answers';
import type { StartInput } from './contract';
import { DeadlineTimer } from './deadline';
import { EngineerView } from './details';
import { ErrandRunner } from './errandRunner';
import { errandsOf, type Errand } from './errands';
import { registerHandlers } from './handlers';
import type { Item } from './items';
import { migrate, type Handover } from './migrate';
import { applyReread, proposeStep, signalsOf, type Admit } from './proposeStep';
import { malformedRefusal, summaryOf } from './signalChecks';

const { commit, admit } = proxyLocalActivities<Pick<Activities, 'commit' | 'admit'>>({
  startToCloseTimeout: '20 seconds',
  localRetryThreshold: '2 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** The most items in one step. A step is one entry in the history, and an entry has at most 2 MB. */
const MAX_ITEMS_PER_STEP = 25;

const now = (): Instant => fromMs(Date.now());

const NOTHING: Handover = { inbox: [], errands: [] };

const admitted: Admit = async ({ id, name, payload }, at) => {
  const read = await admit({ id, name, payload });
  if ('signal' in read) return { kind: 'signal', signal: read.signal };
  return { refusal: malformedRefusal(id, name, payload, read.problems, at) };
};

/** Runs until the course is closed and its ledger has closed too. A cancellation request does not end it. */
export async function kapCourse(input: StartInput): Promise<{ outcome: string }> {
  return CancellationScope.nonCancellable(() => new CourseRun(input).run());
}

class CourseRun {
  private course: Course | undefined;
  /** Handed over by an earlier run. */
  private readonly handedOver: readonly Errand[];
  private readonly inbox: Item[] = [];
  /** How many items the current step has taken from the inbox; at least 1 until it is committed. */
  private processing = 0;
  private readonly errands: ErrandRunner;
  private readonly timer = new DeadlineTimer();
  private readonly view = new EngineerView();

  constructor(private readonly input: StartInput) {
    const { course, inbox, errands } = input.carried ? migrate(input.carried) : NOTHING;
    const receive = (item: Item): void => void this.inbox.push(item);
    this.course = course;
    this.inbox.push(...inbox);
    this.handedOver = errands;
    this.errands = new ErrandRunner(input.course, receive);
    registerHandlers({
      id: input.course,
      state: () => this.course,
      receive,
      inProgress: () => this.errands.inProgress + this.processing + this.inbox.length,
    });
  }

  async run(): Promise<{ outcome: string }> {
    await this.begin();
    for (;;) {
      await this.step();
      const { closed } = this.state;
      if (this.inbox.length > 0) continue;
      if (closed && this.over && this.idle) return { outcome: closed.outcome };
      if (this.historyTooLong && this.idle) await this.continueInNewRun();
      // Once the ledger is closed, only errands and incidents are awaited: a timer would spin.
      const deadlines = [nextDeadline(this.state, now()), this.ledgerAhead];
      this.timer.aim(earliest(deadlines.filter((at) => at !== undefined)), 'the next deadline of the course');
      await condition(
        () => this.inbox.length > 0 || this.timer.fired || ((this.historyTooLong || this.over) && this.idle),
      );
      this.timer.reset();
    }
  }

  private get state(): Course {
    if (!this.course) throw new Error('The course has not started.');
    return this.course;
  }

  /** Its ledger is closed, and nothing that concerns anyone's safety is open. */
  private get over(): boolean {
    return isOver(this.state, now());
  }

  /** When the ledger closes, if that is ahead. */
  private get ledgerAhead(): Instant | undefined {
    const closes = ledgerCloses(this.state);
    return closes !== undefined && closes > now() ? closes : undefined;
  }

  private get idle(): boolean {
    return this.errands.inProgress === 0 && this.inbox.length === 0 && allHandlersFinished();
  }

  /** The history is so long that the course should continue in a new run. */
  private get historyTooLong(): boolean {
    const info = workflowInfo();
    return info.continueAsNewSuggested || info.historyLength >= (this.input.continueAsNewAt ?? Infinity);
  }

  private async continueInNewRun(): Promise<never> {
    const carried = { version: 2 as const, course: this.state, inbox: [], errands: [] };
    return continueAsNew<typeof kapCourse>({ ...this.input, carried });
  }

  private async begin(): Promise<void> {
    if (this.course) return this.resume(this.course);
    const { course, protocol, practice, client, dosings, careTeam, by, startAt, earlier } = this.input;
    const waitMs = startAt === undefined ? 0 : toMs(startAt) - Date.now();
    if (waitMs > 0) await sleep(waitMs, { summary: 'the start of the course' });
    const at = startAt ?? now();
    const chosen = { ...(dosings !== undefined && { dosings }), ...(careTeam && { careTeam }) };
    const first = { course, protocol, practice, client, ...chosen };
    if (earlier) {
      const { began, reports, takenOverAt } = earlier;
      const { course: taken, events, consumed } = takeOver({ ...first, at: began, takenOverAt }, reports, by);
      await this.write(undefined, taken, { events, refusals: [], consumed });
      return;
    }
    const begun = start({ ...first, at }, by, now());
    await this.write(undefined, begun.course, { events: begun.events, refusals: [], consumed: [] });
  }

  /** Continues from an earlier run or from the log. Does nothing before the latest time in the course's state. */
  private async resume(course: Course): Promise<void> {
    const waiting = this.handedOver.length + this.inbox.length;
    const waitMs = waiting > 0 ? toMs(course.clock) - Date.now() : 0;
    if (waitMs > 0) await sleep(waitMs, { summary: "the latest time in the course's log" });
    this.view.show(course, now());
    this.errands.start(this.handedOver);
    this.errands.cancelUnneeded(course);
  }

  /** Processes everything in the inbox and everything that is due, and commits it as one step. */
  private async step(): Promise<void> {
    const items = this.inbox.splice(0, MAX_ITEMS_PER_STEP);
    this.processing = Math.max(1, items.length);
    const at = now();
    let { proposed, course, processed } = await proposeStep(this.state, items, at, admitted);
    let committed = await this.write(this.state, course, proposed, signalsOf(processed));
    while (committed.reread) {
      // Propose the step again with the signals as the catalog reads them.
      applyReread(processed, committed.reread);
      ({ proposed, course, processed } = await proposeStep(this.state, processed, at, admitted));
      committed = await this.write(this.state, course, proposed, signalsOf(processed));
    }
    const log = committed;
    this.inbox.unshift(...processed.filter((item) => !isLogged(item, this.state, log)));
    for (const item of processed) answer(item, this.state, log);
    this.processing = 0;
  }

  /** Commits one step and adopts what the log has for it: this step, or what an earlier attempt stored. */
  private async write(
    before: Course | undefined,
    after: Course,
    proposed: Committed,
    signals: Signal[] = [],
  ): Promise<Committed> {
    if (proposed.events.length === 0 && proposed.consumed.length === 0) return proposed;
    const revision = (before?.revision ?? 0) + 1;
    const committed = await this.commit({ ...proposed, signals, revision, after });
    if (committed.reread) return committed;
    this.course = adopt(before, committed);
    this.view.show(this.state, now());
    this.errands.cancelUnneeded(this.state);
    this.errands.start(errandsOf(committed.events));
    return committed;
  }

  private async commit({
    revision,
    after,
    ...proposed
  }: Committed & { signals: Signal[]; revision: number; after: Course }): Promise<Committed> {
    try {
      return await commit({
        course: this.input.course,
        revision,
        at: now(),
        ...proposed,
        summary: summaryOf(after, now()),
        ...listed(after, now()),
      });
    } catch (error) {
      // Not an ApplicationFailure, so the workflow task fails and is retried, and the course never ends.
      throw new Error('The step could not be committed.', { cause: error });
    }
  }
}
