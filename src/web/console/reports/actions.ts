/** What does a task: the report that closes it, and what of it is already known. */
import type { Answer } from '../../client/api';
import type { SignalName } from '../../../catalog/signals';
import type { ReasonCode } from '../../../vocabulary/reasons';
import type { ActorRole } from '../../../vocabulary/roles';
import type { TaskKind } from '../../../vocabulary/tasks';
import type { Session } from '../../kit/words';
import { buttonOf } from './hints';
import type { Values } from './schema';

type Task = Answer<'get', '/api/v1/tasks'>['tasks'][number];

export interface Action {
  signal: SignalName;
  label: string;
  preset: Values;
  /** Fields that the button answers. */
  hide?: readonly string[];
  /** Who may, where fewer may than report the signal elsewhere. */
  by?: Task['completedBy'];
}

interface Doing {
  signal: SignalName;
  label?: string;
  preset?: Values;
  /** Not while one is booked: then that one is waited for. */
  unlessBooked?: true;
}

const book = (kind: string, label: string): Doing => ({
  signal: 'sessionScheduled',
  label,
  preset: { kind },
});

/** Other tasks are ticked off. */
const DOES: Partial<Record<TaskKind, Doing>> = {
  'collect-consents': { signal: 'consentSigned' },
  'location-declaration': { signal: 'locationDeclared', label: 'Enter the state' },
  'check-coverage': { signal: 'coverageChecked', label: 'Enter coverage' },
  'issue-estimate': { signal: 'estimateIssued' },
  'estimate-before-session': { signal: 'estimateIssued' },
  'reissue-estimate': { signal: 'estimateIssued' },
  'lower-estimate': { signal: 'estimateIssued' },
  'estimate-acknowledgement': { signal: 'estimateAcknowledged' },
  'issue-instructions': { signal: 'instructionsIssued', label: 'Issue instructions' },
  'instructions-acknowledgement': { signal: 'instructionsAcknowledged', label: 'Record that they were read' },
  'enter-charge': { signal: 'chargeEntered' },
  'refund-due': { signal: 'paymentRefunded' },
  'quote-travel': { signal: 'travelQuoted', label: 'Enter the quote' },
  'travel-acceptance': { signal: 'travelAccepted', label: 'Record acceptance' },
  'book-preparation': book('preparation', 'Book preparation'),
  'book-medical-evaluation': book('medical', 'Book evaluation'),
  'book-dosing': book('dosing', 'Book dosing'),
  'book-integration': book('integration', 'Book integration'),
  'another-time': { signal: 'sessionRescheduled' },
  'reschedule-session': { signal: 'sessionRescheduled' },
  'ride-home': { signal: 'rideHomeConfirmed' },
  'course-review': { signal: 'courseReviewed' },
  labs: { signal: 'labsCleared', label: 'Clear labs' },
  training: { signal: 'trainingCompleted', label: 'Record training' },
  'decision-overdue': { signal: 'prescriberDecision' },
  'follow-up-overdue': { signal: 'followUpCompleted', label: 'Record follow-up' },
  'dose-review': { signal: 'doseConfirmed' },
  'issue-prescription': { signal: 'prescriptionIssued', label: 'Record prescription' },
  'renew-prescription': { signal: 'prescriptionIssued', label: 'Record prescription' },
  'vitals-during': { signal: 'vitalsRecorded', preset: { when: 'during' } },
  'quarantined-supply': { signal: 'dosesReconciled', label: 'Enter the count' },
  'leftover-supply': { signal: 'dosesReconciled', label: 'Enter the count' },
  'review-hold': { signal: 'holdLifted' },
  'silence-decision': { signal: 'courseClosed' },
};

/** What answers a task without the report that it asks for. */
const INSTEAD: Partial<Record<TaskKind, string>> = { 'another-time': 'Told that it stays' };

type Named = Pick<Task, 'kind' | 'key' | 'session' | 'completedBy'>;

export function actionInstead({ kind, key, completedBy }: Named): Action | undefined {
  const label = INSTEAD[kind];
  return label === undefined
    ? undefined
    : { signal: 'taskCompleted', label, preset: { task: key }, by: completedBy };
}

/** What can be done about a task: what it asks for first. */
export function actionsFor(task: Named): Action[] {
  const instead = actionInstead(task);
  return [actionFor(task), ...(instead ? [instead] : [])];
}

export function actionFor({ kind, key, session, completedBy }: Named): Action {
  const {
    signal,
    label,
    preset = {},
  } = DOES[kind] ?? { signal: 'taskCompleted' as const, preset: { task: key } };
  return {
    signal,
    label: label ?? buttonOf(signal),
    ...(signal === 'taskCompleted' && { by: completedBy }),
    preset: {
      ...preset,
      ...(session !== undefined &&
        signal !== 'sessionScheduled' &&
        signal !== 'taskCompleted' && { session }),
    },
  };
}

/** What opens a gate before a dosing session, the likeliest first. Gates that time alone opens are not here. */
const OPENS: Partial<Record<ReasonCode, readonly Doing[]>> = {
  'approval-missing': [{ signal: 'prescriberDecision' }],
  'approval-expired': [{ signal: 'prescriberDecision' }],
  'consent-missing': [{ signal: 'consentSigned' }],
  'telehealth-consent-missing': [{ signal: 'consentSigned' }],
  'dose-unconfirmed': [{ signal: 'doseConfirmed' }, { signal: 'doseChanged' }],
  'dose-change-unacknowledged': [{ signal: 'doseChangeAcknowledged' }],
  'follow-up-overdue': [{ signal: 'followUpCompleted' }],
  'medical-review-owed': [{ signal: 'followUpCompleted' }],
  'labs-owed': [{ signal: 'labsCleared' }],
  'training-owed': [{ signal: 'trainingCompleted' }],
  'supply-empty': [
    { signal: 'shipmentReceived' },
    { signal: 'prescriptionIssued' },
    { signal: 'dosesReconciled' },
  ],
  'estimate-unacknowledged': [{ signal: 'estimateAcknowledged' }, { signal: 'estimateIssued' }],
  'location-undeclared': [{ signal: 'locationDeclared' }],
  'preparation-short': [book('preparation', 'Book preparation'), { signal: 'sessionCompleted' }],
  'integration-owed': [
    { ...book('integration', 'Book integration'), unlessBooked: true },
    { signal: 'integrationCompleted' },
  ],
  'support-person-unconfirmed': [{ signal: 'supportPersonConfirmed' }],
  'support-person-absent': [{ signal: 'supportPersonConfirmed' }],
  'ride-home-unconfirmed': [{ signal: 'rideHomeConfirmed' }],
  'readiness-missing': [{ signal: 'readinessAttested' }],
  'vitals-missing': [{ signal: 'vitalsRecorded', preset: { when: 'before' } }],
  'on-hold': [{ signal: 'holdLifted' }, { signal: 'courseResumed' }],
};

type Possible = NonNullable<Answer<'get', '/api/v1/courses/{id}'>['possible']>;

/** What can be reported now by somebody with these roles, in whichever of them. */
export const reportable = (possible: Possible | undefined, roles: readonly string[]): SignalName[] =>
  (possible ?? []).filter(({ by }) => by.some((role) => roles.includes(role))).map(({ name }) => name);

type Sessions = readonly Pick<Session, 'kind' | 'status'>[];

/** What opens a gate, of what can be reported. */
export const opens = (code: ReasonCode, can: readonly SignalName[], sessions: Sessions): Action[] =>
  (OPENS[code] ?? [])
    .filter(({ signal }) => can.includes(signal))
    .filter(({ unlessBooked, preset }) => !unlessBooked || !isBooked(sessions, preset?.kind))
    .map(({ signal, label = buttonOf(signal), preset = {} }) => ({ signal, label, preset }));

const isBooked = (sessions: Sessions, kind: unknown): boolean =>
  sessions.some((each) => each.kind === kind && each.status === 'scheduled');

/** The roles that owe what this report does, as tasks and closed gates name them. */
export function owedBy(
  { tasks, gates = [] }: Pick<Answer<'get', '/api/v1/courses/{id}'>['waiting'], 'tasks' | 'gates'>,
  signal: SignalName,
  values: Values,
): ActorRole[] {
  const is = (doing: Pick<Action, 'signal' | 'preset'>): boolean =>
    doing.signal === signal &&
    Object.entries(doing.preset).every(([name, value]) => (values[name] ?? value) === value);
  return [
    ...tasks.filter((task) => is(actionFor(task))).map(({ role }) => role),
    ...gates
      .filter(({ code }) =>
        OPENS[code]?.some(({ signal: opener, preset = {} }) => is({ signal: opener, preset })),
      )
      .flatMap(({ resolvableBy }) => resolvableBy),
  ];
}

/** The first of these roles that owes it, else the first. `mine`: those of the person, in the order of the catalog. */
export const actingRole = (mine: readonly string[], owing: readonly string[]): string | undefined =>
  owing.find((role) => mine.includes(role)) ?? mine[0];
