/** Splits a history into turns: one workflow task each, with what woke it and what it scheduled. */
import type { HistoryEvent } from './events';

/** What woke the workflow: a person's signal, the deadline timer, or the end of an activity. */
export type Kind = 'start' | 'signal' | 'timer' | 'confirmation' | 'other';

export interface Turn {
  kind: Kind;
  /** Whether the turn committed something: a local activity ran. */
  wrote: boolean;
  /** All events of the turn except those of ordinary activities, which count for the activity. */
  events: HistoryEvent[];
  /** The activities whose end woke it, and those it scheduled, by the id of the scheduling event. */
  ended: number[];
  ordered: number[];
}

const ENDS = ['ACTIVITY_TASK_COMPLETED', 'ACTIVITY_TASK_FAILED', 'ACTIVITY_TASK_TIMED_OUT'];
const isActivity = ({ type }: HistoryEvent): boolean => type.startsWith('ACTIVITY_TASK_');
/** External events that can wake a workflow. All others are caused by, or part of, a workflow task. */
const wakes = ({ type }: HistoryEvent): boolean =>
  ['WORKFLOW_EXECUTION_STARTED', 'TIMER_FIRED', 'WORKFLOW_EXECUTION_SIGNALED', ...ENDS].includes(type) ||
  type === 'ACTIVITY_TASK_STARTED' ||
  type === 'WORKFLOW_TASK_SCHEDULED';

function kindOf(events: readonly HistoryEvent[]): Kind {
  const has = (type: string) => events.some((event) => event.type === type);
  if (has('WORKFLOW_EXECUTION_STARTED')) return 'start';
  if (has('WORKFLOW_EXECUTION_UPDATE_ACCEPTED') || has('WORKFLOW_EXECUTION_SIGNALED')) return 'signal';
  if (has('TIMER_FIRED')) return 'timer';
  return events.some(({ type }) => ENDS.includes(type)) ? 'confirmation' : 'other';
}

function turnOf(events: readonly HistoryEvent[]): Turn {
  return {
    kind: kindOf(events),
    wrote: events.some(({ type }) => type === 'MARKER_RECORDED'),
    events: events.filter((event) => !isActivity(event)),
    ended: events.filter(({ type }) => ENDS.includes(type)).map(({ about }) => about ?? 0),
    ordered: events.filter(({ type }) => type === 'ACTIVITY_TASK_SCHEDULED').map(({ id }) => id),
  };
}

/** Splits a history into turns, in order. Each event is in exactly one turn. */
export function turns(events: readonly HistoryEvent[]): Turn[] {
  const cut: HistoryEvent[][] = [[]];
  let done = false;
  for (const event of events) {
    if (done && wakes(event)) {
      cut.push([]);
      done = false;
    }
    cut.at(-1)?.push(event);
    if (event.type === 'WORKFLOW_TASK_COMPLETED') done = true;
  }
  return cut.filter((part) => part.length > 0).map(turnOf);
}
