import { actions, breakdown, perStep } from '../../bench/history/count';
import { withoutTimeSkipping, type HistoryEvent } from '../../bench/history/events';
import { options } from '../../bench/history/savings';
import { turns } from '../../bench/history/turns';
import { quantile } from '../../bench/statistics';

type Part = string | [string, Partial<HistoryEvent>];

const TASK: Part[] = ['WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', 'WORKFLOW_TASK_COMPLETED'];

const numbered = (...parts: Part[]): HistoryEvent[] =>
  parts.map((part, n) => {
    const [type, more] = typeof part === 'string' ? [part, {}] : part;
    return { id: n + 1, at: n, type, ...more };
  });

/** The end of the activity that event `about` scheduled, at its second attempt. */
const ended = (about: number): Part[] => [
  ['ACTIVITY_TASK_STARTED', { about, attempt: 2 }],
  ['ACTIVITY_TASK_COMPLETED', { about }],
];

/** A start, a signal that charges, a reminder, an early firing of the timer. */
const HISTORY = numbered(
  ...['WORKFLOW_EXECUTION_STARTED', ...TASK, 'MARKER_RECORDED', 'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES'], // 1–6
  'TIMER_STARTED', // 7
  'WORKFLOW_EXECUTION_OPTIONS_UPDATED', // 8
  ...TASK, // 9–11
  ...['WORKFLOW_EXECUTION_UPDATE_ACCEPTED', 'MARKER_RECORDED'], // 12–13
  ['ACTIVITY_TASK_SCHEDULED', { activity: 'bill' }], // 14
  'WORKFLOW_EXECUTION_UPDATE_COMPLETED', // 15
  ...ended(14), // 16–17
  ...TASK, // 18–20
  'WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED', // 21
  ['TIMER_FIRED', { about: 7 }], // 22
  ...TASK, // 23–25
  'MARKER_RECORDED', // 26
  ['ACTIVITY_TASK_SCHEDULED', { activity: 'deliver' }], // 27
  'TIMER_STARTED', // 28
  ...ended(27), // 29–30
  ...TASK, // 31–33
  ['TIMER_FIRED', { about: 28 }], // 34
  ...TASK, // 35–37
  'TIMER_STARTED', // 38
);
const LASTING = withoutTimeSkipping(HISTORY);

describe('counting a history', () => {
  it('leaves out what only fast-forwarding adds', () => {
    expect(HISTORY).toHaveLength(38);
    expect(LASTING.map(({ id }) => id)).not.toEqual(expect.arrayContaining([8]));
    expect(LASTING).toHaveLength(36);
  });

  it('cuts it into turns by what woke the workflow', () => {
    expect(turns(LASTING).map(({ kind }) => kind)).toEqual([
      ...['start', 'signal', 'confirmation', 'timer', 'confirmation', 'timer'],
    ]);
  });

  it('books every event once, to the kind of step it belongs to', () => {
    const counted = breakdown(LASTING);
    expect(counted).toEqual({
      total: 36,
      start: { count: 1, events: 7 },
      signals: { count: 1, events: 6 },
      timers: { count: 1, events: 6 },
      idleTimers: { count: 1, events: 5 },
      activities: { bill: { count: 1, events: 3 }, deliver: { count: 1, events: 3 } },
      confirmations: { count: 2, events: 6 },
      other: { count: 0, events: 0 },
    });
    expect(perStep(counted)).toBe(17 / 2);
  });

  it('counts billable actions: attempts each, the local activities of one task once', () => {
    expect(actions(LASTING)).toEqual({
      ...{ starts: 1, signals: 0, updates: 1, timers: 3, activityAttempts: 4 },
      ...{ localActivityTasks: 3, searchAttributeUpserts: 1, total: 13 },
    });
  });

  it('works out what another way would cost', () => {
    const of = (what: string) => options(LASTING).find((option) => option.what.startsWith(what));
    expect(of('unchanged')).toMatchObject({ events: 36, actions: 13 });
    expect(of('invoices in the commit')).toMatchObject({ events: 30, actions: 11 });
    expect(of('reminders sent by a local activity')).toMatchObject({ events: 31, actions: 11 });
    expect(of('all messages sent from the database')).toMatchObject({ events: 30, actions: 11 });
    expect(of('reminders wait in the database')).toMatchObject({ events: 24, actions: 9 });
    expect(of('no early timer firings')).toMatchObject({ events: 31, actions: 12 });
    expect(of('one sending activity per step')).toMatchObject({ events: 36, actions: 13 });
  });
});

describe('quantiles', () => {
  it('are values that were measured', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(quantile([4, 1, 3, 2], 0.95)).toBe(4);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
