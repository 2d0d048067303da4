/** What waits for the prescriber, course by course: decisions and tasks, the most urgent course first. */
import type { Answer } from '../../client/api';
import { PRESCRIBER_ASKED } from '../../../vocabulary/prescriberAsked';
import { isIncident, type TaskKind } from '../../../vocabulary/tasks';
import { inUrgency, LATER, urgencyOf, urgencyOfHold, type Owed } from '../../../vocabulary/urgency';
import { taskName } from '../../kit/words';
import { actionFor, type Action } from '../reports/actions';

type Course = Answer<'get', '/api/v1/courses'>['courses'][number];
type Task = Answer<'get', '/api/v1/tasks'>['tasks'][number];
type Decision = NonNullable<Course['decisions']>[number];

export interface Item extends Owed {
  key: string;
  /** What it is, in a few words, and what is asked. */
  title: string;
  sentence: string;
  since: string;
  /** It is decided by what was reported. */
  aboutIncident?: boolean;
  /** What can be reported about it, the likeliest first. */
  actions: readonly Action[];
}

export interface Waiting {
  course: string;
  client: string;
  items: readonly Item[];
}

/** The decision says the same. */
const SAME: readonly TaskKind[] = ['dose-review', 'review-hold'];

const HOLDS: Record<NonNullable<NonNullable<Decision['hold']>['reason']>, string> = {
  adverseEvent: 'Hold after an adverse event',
  contraindication: 'Hold for a contraindication',
  crisis: 'Hold after a crisis',
  safetyAnswer: 'Hold after an answer that speaks of self-harm',
  staff: 'Hold',
  pause: 'Pause',
};

function itemOf({ kind, since, hold }: Decision): Item {
  switch (kind) {
    case 'referral':
      return {
        ...{
          key: kind,
          since,
          urgency: LATER,
          title: PRESCRIBER_ASKED.referral.title,
          sentence: PRESCRIBER_ASKED.referral.sentence,
        },
        actions: [{ signal: 'prescriberDecision', label: 'Record decision', preset: {} }],
      };
    case 'doseReview':
      return {
        ...{ key: kind, since, urgency: LATER, title: PRESCRIBER_ASKED.doseReview.title },
        sentence: PRESCRIBER_ASKED.doseReview.sentence,
        actions: [
          { signal: 'doseConfirmed', label: 'Confirm dose', preset: {} },
          { signal: 'doseChanged', label: 'Change order', preset: {} },
          {
            signal: 'prescriberDecision',
            label: 'End the series',
            preset: { decision: 'declined' },
            hide: ['decision'],
          },
        ],
      };
    case 'hold':
      return {
        ...{
          key: hold?.ref ?? kind,
          since,
          urgency: hold ? urgencyOfHold(hold.reason) : LATER,
          aboutIncident: hold !== undefined && urgencyOfHold(hold.reason) < LATER,
          dueBy: hold?.reviewOn,
          title: hold?.reason ? HOLDS[hold.reason] : 'Hold',
        },
        sentence: 'Lift it when it is safe to go on.',
        actions:
          hold?.reason === 'pause'
            ? [{ signal: 'courseResumed', label: 'Resume course', preset: {} }]
            : [{ signal: 'holdLifted', label: 'Lift hold', preset: hold ? { hold: hold.ref } : {} }],
      };
  }
}

/** A course without anything to do comes last. */
const NOTHING: Owed = { urgency: LATER + 1 };

const TITLES: Partial<Record<TaskKind, string>> = {
  'follow-up-overdue': PRESCRIBER_ASKED.followUp.title,
  'discharge-follow-up': 'Final follow-up',
  labs: 'Lab results',
  training: 'Training',
  'issue-instructions': 'Instructions',
  'issue-prescription': PRESCRIBER_ASKED.prescription.title,
  'renew-prescription': 'Prescription expired',
  'renew-approval': PRESCRIBER_ASKED.approval.title,
  'dose-review': PRESCRIBER_ASKED.doseReview.title,
  'review-hold': 'Hold',
  incident: 'Incident',
  'call-now': 'Incident',
};

const itemOfTask = (task: Task): Item => ({
  key: task.key,
  title: TITLES[task.kind] ?? taskName(task.kind),
  sentence: task.sentence,
  since: task.openedAt,
  urgency: urgencyOf(task.kind),
  aboutIncident: isIncident(task.kind),
  dueBy: task.dueBy,
  actions: [actionFor(task)],
});

export function waitingOf(courses: readonly Course[], tasks: readonly Task[]): Waiting[] {
  const found = new Map<string, { course: string; client: string; items: Item[] }>();
  for (const { id, client, decisions = [] } of courses)
    found.set(id, { course: id, client: client?.name ?? 'Without a client', items: decisions.map(itemOf) });
  for (const task of tasks) {
    const same = found.get(task.course)?.items.find(({ title }) => title === TITLES[task.kind]);
    if (SAME.includes(task.kind) && found.has(task.course)) {
      if (same) same.dueBy ??= task.dueBy;
      continue;
    }
    const of = found.get(task.course) ?? {
      ...{ course: task.course, client: task.client?.name ?? 'Without a client', items: [] },
    };
    of.items.push(itemOfTask(task));
    found.set(task.course, of);
  }
  const sorted = [...found.values()].map((each): Waiting => ({
    ...each,
    items: inUrgency(each.items, (item) => item),
  }));
  return inUrgency(sorted, ({ items: [first] }) => first ?? NOTHING);
}
