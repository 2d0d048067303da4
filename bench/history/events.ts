/** A workflow's history, reduced to what the benchmark counts. */
import { temporal } from '@temporalio/proto';
import { optionalTsToMs } from '@temporalio/common/lib/time';

type Raw = temporal.api.history.v1.IHistoryEvent;

export interface HistoryEvent {
  id: number;
  /** Temporal's name without its prefix, such as `TIMER_STARTED`. */
  type: string;
  /** Milliseconds. */
  at: number;
  /** An activity's name, on the event that schedules it. */
  activity?: string;
  /** The id of the event that scheduled the activity or started the timer of this event. */
  about?: number;
  /** On the start of an activity: the number of the attempt that completed. */
  attempt?: number;
}

/** Events that only fast-forwarding adds. Courses in production do not have them. */
const OF_TIME_SKIPPING = new Set([
  'WORKFLOW_EXECUTION_OPTIONS_UPDATED',
  'WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED',
]);

const typeOf = ({ eventType }: Raw): string =>
  (temporal.api.enums.v1.EventType[eventType ?? 0] ?? 'UNSPECIFIED').replace('EVENT_TYPE_', '');

/** Reads one event from the server. */
export function readEvent(raw: Raw): HistoryEvent {
  const started = raw.activityTaskStartedEventAttributes;
  const activity = raw.activityTaskScheduledEventAttributes?.activityType?.name;
  const about =
    (started ?? raw.activityTaskCompletedEventAttributes ?? raw.activityTaskFailedEventAttributes)
      ?.scheduledEventId ??
    (raw.timerFiredEventAttributes ?? raw.timerCanceledEventAttributes)?.startedEventId;
  return {
    id: Number(raw.eventId),
    type: typeOf(raw),
    at: optionalTsToMs(raw.eventTime) ?? 0,
    ...(activity && { activity }),
    ...(about && { about: Number(about) }),
    ...(started && { attempt: started.attempt ?? 1 }),
  };
}

/** The events a course would have in production. */
export function withoutTimeSkipping(events: readonly HistoryEvent[]): HistoryEvent[] {
  return events.filter(({ type }) => !OF_TIME_SKIPPING.has(type));
}
