/** Calculates from a course's history how many events and actions alternative designs would need. */
import type { HistoryEvent } from './events';
import { actions, activityNames } from './count';
import { turns, type Turn } from './turns';

export interface Option {
  what: string;
  events: number;
  actions: number;
}

type Change = (events: readonly HistoryEvent[]) => HistoryEvent[];

const remove = (events: readonly HistoryEvent[], gone: ReadonlySet<number>): HistoryEvent[] =>
  events.filter(({ id }) => !gone.has(id));

/** Removes the wanted activities, and every workflow task that only processed their results. */
function withoutActivities(wanted: (name: string, by: Turn, before: string[]) => boolean): Change {
  return (events) => {
    const names = activityNames(events);
    const all = turns(events);
    const ofTurn = (turn: Turn): number[] => {
      const ordered = turn.ordered.map((id) => names.get(id) ?? '');
      return turn.ordered.filter((_, n) => wanted(ordered[n] ?? '', turn, ordered.slice(0, n)));
    };
    const dropped = new Set(all.flatMap(ofTurn));
    const noted = all.filter(
      ({ kind, wrote, ended }) => kind === 'confirmation' && !wrote && ended.every((id) => dropped.has(id)),
    );
    const gone = new Set(noted.flatMap((turn) => turn.events.map(({ id }) => id)));
    for (const { id, about } of events) if (dropped.has(id) || dropped.has(about ?? 0)) gone.add(id);
    return remove(events, gone);
  };
}

/** Removes whole timer steps and the activities they scheduled. */
function withoutTimerSteps(wanted: (turn: Turn) => boolean): Change {
  return (events) => {
    const chosen = turns(events).filter((turn) => turn.kind === 'timer' && wanted(turn));
    const ordered = new Set(chosen.flatMap((turn) => turn.ordered));
    const rest = withoutActivities((_, by) => by.ordered.some((id) => ordered.has(id)))(events);
    return remove(rest, new Set(chosen.flatMap((turn) => turn.events.map(({ id }) => id))));
  };
}

/** Replaces the sending activities of timer steps with one more marker of the same workflow task. */
const sentInTimerStep: Change = (events) => {
  const byTimer = (name: string, by: Turn) => name === 'deliver' && by.kind === 'timer';
  const markers = turns(events)
    .filter(({ kind, ordered }) => kind === 'timer' && ordered.length > 0)
    .flatMap(({ events: own, ordered }) => {
      const marker = own.find(({ type }) => type === 'MARKER_RECORDED');
      return marker ? ordered.map((id): HistoryEvent => ({ ...marker, id: -id })) : [];
    });
  const positions = new Map(markers.map((marker) => [-marker.id, marker]));
  const marked = events.flatMap((event) => {
    const marker = positions.get(event.id);
    return marker ? [event, marker] : [event];
  });
  return withoutActivities(byTimer)(marked);
};

const invoicesInCommit = withoutActivities((name) => name === 'bill');
const sentElsewhere = withoutActivities((name) => name === 'deliver');
const noUpserts: Change = (events) =>
  events.filter(({ type }) => type !== 'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES');
const noIdleTimers = withoutTimerSteps(({ wrote }) => !wrote);
/** Timer steps that only send: their messages could wait in the database until they are due. */
const remindersElsewhere = withoutTimerSteps(({ ordered }) => ordered.length > 0);

/** One activity for all messages of one step. */
const oneSendingPerStep = withoutActivities((name, _, before) => name === 'deliver' && before.includes(name));

const OPTIONS: [string, Change[]][] = [
  ['unchanged', []],
  ['one sending activity per step', [oneSendingPerStep]],
  ['no search-attribute upserts after the start', [noUpserts]],
  ['no early timer firings (a bound, without the cost of a replacement)', [noIdleTimers]],
  ['invoices in the commit’s transaction', [invoicesInCommit]],
  ['reminders sent by a local activity of their timer step', [sentInTimerStep]],
  ['all messages sent from the database, outside the course', [sentElsewhere]],
  ['reminders wait in the database, outside the course', [remindersElsewhere]],
  ['invoices in commit + reminders by local activity', [sentInTimerStep, invoicesInCommit]],
  ['invoices in commit + reminders outside', [remindersElsewhere, invoicesInCommit]],
  ['invoices in commit + all messages outside', [sentElsewhere, invoicesInCommit]],
  [
    'invoices in commit + messages and reminders outside + no early firings',
    [remindersElsewhere, sentElsewhere, invoicesInCommit, noIdleTimers],
  ],
];

/** Each option with the events and actions of the whole course under it. */
export function options(events: readonly HistoryEvent[]): Option[] {
  return OPTIONS.map(([what, changes]) => {
    const after = changes.reduce<readonly HistoryEvent[]>((so, change) => change(so), events);
    return { what, events: after.length, actions: actions(after).total };
  });
}
