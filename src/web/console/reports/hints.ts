/** Names and help for the fields of forms, where the field's own name and description are not enough. */
import { inWords, SESSION_KINDS } from '../../kit/words';
import type { Schema } from './schema';
import type { ConsentKind } from '../../../catalog/shapes';
import type { SignalName } from '../../../catalog/signals';
import type { PageLanguage } from '../../../vocabulary/pages';

/** Any field without an entry is named after itself and explained by its description. */
const LABELS: Record<string, string> = {
  start: 'Date',
  kind: 'Kind of session',
  kinds: 'Consents',
  text: 'Text that was signed',
  'text.sha256': 'SHA-256',
  setting: 'Where',
  minutes: 'Length in minutes',
  cents: 'Amount in dollars',
  totalCents: 'Total in dollars',
  fromCents: 'From (if it is a range), in dollars',
  copayCents: 'Copay in dollars',
  took: 'When it really took place',
  'took.from': 'From',
  'took.to': 'To',
  reviewOn: 'Review on',
  validUntil: 'Valid until',
  expires: 'Expires on',
  occurredAt: 'When it happened',
  note: 'Note',
  when: 'When it was measured',
  vitals: 'Vital signs',
  'vitals.systolic': 'Systolic (mmHg)',
  'vitals.diastolic': 'Diastolic (mmHg)',
  'vitals.pulse': 'Pulse (per minute)',
  systolicMax: 'Highest systolic (mmHg)',
  diastolicMax: 'Highest diastolic (mmHg)',
  pulseMax: 'Highest pulse (per minute)',
  oriented: 'The client is alert and oriented',
  escort: 'The support person or escort is present',
  supportPersonPresent: 'The support person is in the client’s home',
  replaces: 'It replaces a lost supply',
  dosings: 'Number of dosing sessions',
  maxDosings: 'At most this many dosing sessions',
  sessions: 'More preparation sessions',
  recordsBy: 'Send the records by',
  criteria: 'Criteria that are met',
  route: 'Route',
  about: 'What it is about',
  feeling: 'How they are',
  words: 'In the client’s own words',
  items: 'Answers in order, such as 1, 2, 0; - for a blank one',
  place: 'State, such as US-CA',
  gate: 'What to override',
  entry: 'Charge',
  signal: 'Report',
  team: 'Care team',
};

export const labelOf = (path: string): string =>
  LABELS[path] ?? LABELS[path.split('.').at(-1) ?? ''] ?? inWords(path.split('.').at(-1) ?? path);

/** Of a label, what only those need who enter the value: how, and in what unit. */
const ENTERED = /,? in dollars$|, such as .*$| \(if .*\)$/;
const UNIT = / \((mmHg|per minute)\)$| in (minutes)$/;

/** A label where its value is read: `Amount`, or `Length` with `minutes` after the value. */
export function saidLabel(path: string): { label: string; unit: string | undefined } {
  const entered = labelOf(path);
  const unit = UNIT.exec(entered);
  const label = entered.replace(UNIT, '').replace(ENTERED, '').replace(ENTERED, '');
  return { label, unit: unit?.[1] ?? unit?.[2] };
}

/** A label within a sentence. */
export const inSentence = (label: string): string =>
  /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

/** Help that the label already gives. */
const PLAIN = [
  'sessions',
  'session',
  'minutes',
  'start',
  'cents',
  'from',
  'to',
  'hold',
  'supply',
  'task',
  'doses',
  'reviewOn',
];

export const helpOf = (name: string, { format, description }: Schema): string | undefined =>
  PLAIN.includes(name) || (format === 'date-time' && description?.startsWith('ISO 8601'))
    ? undefined
    : forPeople(description);

/** Descriptions are for programs, too: people enter dollars, and do not know the values by their names. */
const forPeople = (description: string | undefined): string | undefined =>
  description
    ?.replace(/^In cents\. /, '')
    .replace(/, in cents(?=[.,;])/, '')
    .replaceAll(/`(\w+)`/g, (_, value: string) => `“${inWords(value).toLowerCase()}”`);

/** Words for the values of closed sets, by field where two fields share a value. Any other is read as words. */
const VALUES: Record<string, string> = {
  ...SESSION_KINDS,
  'setting.remote': 'By video',
  'setting.inPerson': 'At the office',
  'setting.houseCall': 'House call',
  'examined.inPerson': 'In person',
  'examined.telehealth': 'By video',
  'feeling.wantsToTalk': 'Would like to talk',
  'feeling.unwell': 'Is not well',
  'feeling.well': 'Is well',
  'about.appointments': 'Appointments or bills: the front desk answers',
  'about.care': 'How they are, or their care: the therapist answers',
  'reason.client': 'The client asked',
  'reason.practice': 'The practice asked',
  'reason.supportPersonAbsent': 'The support person cannot come',
  'reason.other': 'Another reason',
  'decision.needsInformation': 'More information is needed',
  'decision.morePreparation': 'More preparation is needed',
  'result.notCovered': 'Not covered',
  'kinds.part2': '42 CFR Part 2',
  'kinds.supportPersonContact': 'Contact with the support person',
  'outcome.lostToFollowUp': 'The client no longer responds',
};

/** What clients consent to, and in which languages they can read it. */
export const CONSENTS: Record<ConsentKind, string> = {
  treatment: 'Treatment',
  telehealth: 'Telehealth',
  electronicMessages: 'Electronic messages',
  supportPersonContact: 'Contact with the support person',
  part2: '42 CFR Part 2',
};
export const LANGUAGES: Record<PageLanguage, string> = { en: 'English', es: 'Spanish' };

export function valueWords(field: string, value: string): string {
  const own = VALUES[`${field}.${value}`] ?? VALUES[value];
  return own ?? (/^[A-Z]/.test(value) ? value : inWords(value));
}

type Given = Readonly<Record<string, unknown>>;
const approved = ({ decision }: Given): boolean => decision === 'approved';

/** Fields that matter only with certain values of others: until then, nobody is asked for them, and they are not sent. */
const ONLY_IF: Partial<Record<SignalName, Record<string, (values: Given) => boolean>>> = {
  // Only a page on which the client reads a text knows which it was.
  consentSigned: { text: () => false },
  prescriberDecision: {
    ...{ validUntil: approved, examined: approved, maxDosings: approved, route: approved },
    sessions: ({ decision }) => decision === 'morePreparation',
  },
};

/** The fields of a report that do not matter with these values. */
export const beside = (signal: SignalName, values: Given): string[] =>
  Object.entries(ONLY_IF[signal] ?? {}).flatMap(([field, matters]) => (matters(values) ? [] : [field]));

/** What a button says, and what the report is called in a list of all of them: its effect. */
const BUTTONS: Partial<Record<SignalName, string>> = {
  // Paperwork
  consentSigned: 'Record consent',
  consentRevoked: 'Revoke consent',
  estimateIssued: 'Issue estimate',
  estimateAcknowledged: 'Record acknowledgment',
  coverageChecked: 'Enter coverage',
  instructionsIssued: 'Issue instructions',
  instructionsAcknowledged: 'Record that they were read',
  locationDeclared: 'Enter the state',
  houseCallsApproved: 'Approve house calls',
  // Sessions
  sessionScheduled: 'Book session',
  sessionRescheduled: 'Move session',
  rescheduleRequested: 'Record that another time is wanted',
  rescheduleWithdrawn: 'Record that the time stays',
  remindersChosen: 'Enter which reminders',
  sessionCancelled: 'Cancel session',
  sessionCompleted: 'Record session',
  integrationCompleted: 'Record integration',
  sessionNoShow: 'Record no-show',
  supportPersonConfirmed: 'Confirm support person',
  supportPersonUnavailable: 'Support person cannot come',
  rideHomeConfirmed: 'Confirm ride home',
  // The prescriber, and what is prescribed
  referralSent: 'Record referral',
  prescriberDecision: 'Record decision',
  morePreparationNeeded: 'Ask for more preparation',
  labsCleared: 'Clear labs',
  trainingCompleted: 'Record training',
  vitalsLimitsSet: 'Set limits for vital signs',
  doseConfirmed: 'Confirm dose',
  doseChanged: 'Change order',
  doseChangeAcknowledged: 'Acknowledge changed order',
  followUpCompleted: 'Record follow-up',
  prescriptionIssued: 'Record prescription',
  shipmentSent: 'Record shipment',
  shipmentReceived: 'Record arrival',
  shipmentLost: 'Report loss',
  dosesReconciled: 'Enter the count of doses',
  // A dosing session
  readinessAttested: 'Confirm readiness',
  vitalsRecorded: 'Record vital signs',
  dosingStarted: 'Start session',
  dosingEnded: 'End session',
  clientReleased: 'Release client',
  clientLeftAgainstAdvice: 'Client left against advice',
  // Safety
  checkInAnswered: 'Enter how the client is',
  measureSubmitted: 'Enter questionnaire',
  adverseEventReported: 'Report adverse event',
  contraindicationReported: 'Report contraindication',
  crisisFlagged: 'Report crisis',
  holdPlaced: 'Place hold',
  holdLifted: 'Lift hold',
  coursePaused: 'Pause course',
  courseResumed: 'Resume course',
  // Money
  paymentPosted: 'Record payment',
  paymentRefunded: 'Record refund',
  paymentChargedBack: 'Record charge-back',
  chargeWaived: 'Waive charge',
  chargeEntered: 'Enter charge',
  feeAgreed: 'Agree on a fee',
  packageSold: 'Record package',
  travelQuoted: 'Enter travel quote',
  travelAccepted: 'Record acceptance of travel fee',
  // The course
  courseReviewed: 'Record review',
  planChanged: 'Change plan',
  protocolChanged: 'Move to another protocol',
  careTeamChanged: 'Change care team',
  taskCompleted: 'Mark as done',
  messageResent: 'Send again',
  messageGivenUp: 'Drop e-mail',
  gateOverridden: 'Override',
  signalCorrected: 'Take back',
  clientWrote: 'Enter what the client wrote',
  clientWithdrew: 'Client ends the course',
  courseTransferred: 'Transfer to another practice',
  courseClosed: 'Close course',
};

export const buttonOf = (name: SignalName): string => BUTTONS[name] ?? inWords(name);
