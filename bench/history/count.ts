/** Counts a workflow's events by kind of step, and its billable actions. temporal.md "Cost" */
import type { HistoryEvent } from './events';
import { turns } from './turns';

export interface Share {
  count: number;
  events: number;
}

/** Counts every event of the history once. */
export interface Breakdown {
  total: number;
  start: Share;
  signals: Share;
  /** The timer fired and something was due. */
  timers: Share;
  /** The timer fired early and nothing was due. */
  idleTimers: Share;
  /** Ordinary activities by name, without the workflow tasks that process their results. */
  activities: Record<string, Share>;
  confirmations: Share;
  other: Share;
}

const none = (): Share => ({ count: 0, events: 0 });
const add = (share: Share, events: number, count = 1): void => {
  share.count += count;
  share.events += events;
};

/** The activity names by the id of the scheduling event. */
export function activityNames(events: readonly HistoryEvent[]): Map<number, string> {
  return new Map(events.flatMap(({ id, activity }) => (activity === undefined ? [] : [[id, activity]])));
}

export function breakdown(events: readonly HistoryEvent[]): Breakdown {
  const result: Breakdown = {
    ...{ total: events.length, start: none(), signals: none(), timers: none(), idleTimers: none() },
    ...{ activities: {}, confirmations: none(), other: none() },
  };
  for (const turn of turns(events)) {
    const timers = turn.wrote ? result.timers : result.idleTimers;
    const { start, signals, confirmations: confirmation, other } = result;
    add({ start, signal: signals, timer: timers, confirmation, other }[turn.kind], turn.events.length);
  }
  const names = activityNames(events);
  for (const { id, type, about } of events) {
    if (!type.startsWith('ACTIVITY_TASK_')) continue;
    const share = (result.activities[names.get(about ?? id) ?? 'unknown'] ??= none());
    add(share, 1, type === 'ACTIVITY_TASK_SCHEDULED' ? 1 : 0);
  }
  return result;
}

/** Events per committed step, without background work. */
export function perStep({ signals, timers, idleTimers }: Breakdown): number {
  return (signals.events + timers.events + idleTimers.events) / (signals.count + timers.count);
}

export interface Actions {
  starts: number;
  signals: number;
  updates: number;
  timers: number;
  activityAttempts: number;
  /** Workflow tasks with local activities. All local activities of one task count once. */
  localActivityTasks: number;
  searchAttributeUpserts: number;
  total: number;
}

/** The billable actions in a history. Queries, refused Updates and heartbeats leave no event. */
export function actions(events: readonly HistoryEvent[]): Actions {
  const of = (type: string): number => events.filter((event) => event.type === type).length;
  const attempts = events.reduce((sum, { attempt = 0 }) => sum + attempt, 0);
  const counted = {
    starts: of('WORKFLOW_EXECUTION_STARTED'),
    signals: of('WORKFLOW_EXECUTION_SIGNALED'),
    updates: of('WORKFLOW_EXECUTION_UPDATE_ACCEPTED'),
    timers: of('TIMER_STARTED'),
    activityAttempts: attempts,
    localActivityTasks: turns(events).filter(({ wrote }) => wrote).length,
    searchAttributeUpserts: of('UPSERT_WORKFLOW_SEARCH_ATTRIBUTES'),
  };
  return { ...counted, total: Object.values(counted).reduce((sum, one) => sum + one, 0) };
}
