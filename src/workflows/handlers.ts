/** The handlers of a course: signals and Updates go into its inbox, queries read its state. */
import {
  ApplicationFailure,
  CancellationScope,
  condition,
  proxySinks,
  setDefaultSignalHandler,
  setDefaultUpdateHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { forecast } from '../course/forecast/forecast';
import type { Course } from '../course/state';
import { hasAccepted } from '../course/step';
import { status } from '../course/status/status';
import { fromMs, type Instant } from '../time/instant';
import { isUnreadable } from '../vocabulary/unreadable';
import {
  BUSY,
  forecastQuery,
  NOT_BEGUN,
  REFUSED,
  statusQuery,
  takeSignal,
  UNREADABLE,
  type RefusalSinks,
  type SignalOutcome,
} from './contract';
import type { RawItem, SignalItem } from './items';
import { isSignal, MALFORMED, malformedRefusal, malformedSignal, refusedAt } from './signalChecks';

/** The course that the handlers serve. */
export interface HandledCourse {
  readonly id: string;
  /** Undefined until the first step is committed. */
  state(): Course | undefined;
  /** Puts an item into the inbox. */
  receive(item: SignalItem | RawItem): void;
  /** How many items and errands have not completed. */
  inProgress(): number;
}

const { refusals } = proxySinks<RefusalSinks>();

const now = (): Instant => fromMs(Date.now());

/** Registers all handlers. Must be called before the workflow's first await. */
export function registerHandlers(course: HandledCourse): void {
  const raw = rawItems();
  let unanswered = 0;
  async function answered(item: SignalItem | RawItem): Promise<SignalOutcome> {
    unanswered += 1;
    try {
      return await outcomeOf(course, item);
    } finally {
      unanswered -= 1;
    }
  }
  setHandler(takeSignal, (signal) => answered({ kind: 'signal', signal }), {
    validator: (signal) => {
      validate(course, signal, unanswered > 0);
    },
    description: 'Reports one signal to the course.',
  });
  // No signal has such a name, so it is refused and audited. Otherwise only the sender would know about it.
  setDefaultUpdateHandler((name, payload) => answered(raw(`update:${name}`, payload)));
  setDefaultSignalHandler((name, ...payloads) => {
    course.receive(raw(name, payloads.length > 1 ? payloads : payloads[0]));
  });
  setHandler(statusQuery, () => ({ ...status(started(course), now()), inProgress: course.inProgress() }));
  setHandler(forecastQuery, (what = {}) => {
    if (isUnreadable(what)) throw new TypeError(UNREADABLE);
    const { signal, assume } = what;
    return forecast(started(course), now(), {
      ...(signal && { proposed: signal }),
      ...(assume && { assume }),
    });
  });
}

function started(course: HandledCourse): Course {
  const state = course.state();
  if (!state) throw new Error('The course has not started.');
  return state;
}

/** Numbers unchecked items, so that each has an id that is unique to this run. */
function rawItems(): (name: string, payload: unknown) => RawItem {
  let count = 0;
  return (name, payload) => {
    count += 1;
    const { firstExecutionRunId, runId } = workflowInfo();
    return { kind: 'raw', id: `${firstExecutionRunId}.${runId}.${count}`, name, payload };
  };
}

/** Puts an Update's item into the inbox and waits until a step has answered it. */
async function outcomeOf(course: HandledCourse, item: SignalItem | RawItem): Promise<SignalOutcome> {
  course.receive(item);
  // A course ignores a request to cancel its workflow, which would otherwise end this wait.
  await CancellationScope.nonCancellable(() => condition(() => item.outcome !== undefined));
  if (!item.outcome) throw new Error('The wait for an answer ended without one.');
  return item.outcome;
}

/**
 * Refuses what is impossible now, which leaves no trace in the history. Signals that cannot be decrypted must be
 * refused here too: with another key, the same history would be read differently and could not be replayed.
 *
 * Refuses a second report until the first is answered, whoever sends it. On a busy machine the worker can answer a report in
 * the task after the one that took it. If another one is accepted in that task, the history has the acceptance first and a
 * replay the answer, so the course could not be replayed (seen with SDK 1.24.0).
 */
function validate(course: HandledCourse, signal: unknown, busy: boolean): void {
  const refuse = (code: string, reasons: unknown[]): never => {
    throw ApplicationFailure.nonRetryable(`refused: ${code}`, REFUSED, code, reasons);
  };
  if (!isSignal(signal)) {
    const problems = malformedSignal(signal);
    const refusal = malformedRefusal('', takeSignal.name, signal, problems, now());
    refusals.keep(course.id, refusal);
    return refuse(isUnreadable(signal) ? UNREADABLE : MALFORMED, refusal.reasons);
  }
  const state = course.state();
  if (!state) return refuse(NOT_BEGUN, []);
  if (busy) return refuse(BUSY, []);
  if (hasAccepted(state, signal.id)) return;
  const reasons = refusedAt(state, signal, now());
  if (reasons) refuse(reasons[0]?.code ?? MALFORMED, reasons);
}
