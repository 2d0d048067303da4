/** The values of a protocol in words: what each is, and in which unit it counts. */
import { dollarRange, dollars } from '../course/money/prices';
import { Fee, type Protocol } from '../catalog/protocol';

export type Unit = 'days' | 'businessDays' | 'hours' | 'minutes' | 'cents' | 'hour' | 'text' | 'none';

export interface FieldWords {
  what: string;
  unit: Unit;
}

/** By path. A path that is not here is told by its own name. */
const WORDS: Record<string, string> = {
  id: 'the id',
  version: 'the version',
  title: 'the title',
  page: 'the page',
  setting: 'the usual setting',
  consents: 'the consents asked for',
  estimateRequired: 'an acknowledged estimate before the first dosing session',
  'coverage.check': 'the services whose insurance coverage is checked',
  'instructions.ask': 'instructions the client acknowledges',
  'instructions.ackBeforeHours': 'the time before a session by which instructions are acknowledged',
  'preparation.label': 'the name of a preparation session',
  'preparation.minimum': 'the least number of preparation sessions',
  'preparation.minutes': 'the length of a preparation session',
  'preparation.afterSupply': 'preparation only once the supply has arrived',
  'preparation.opening.label': 'the name of a session the course opens with',
  'preparation.opening.sessions': 'the number of sessions the course opens with',
  'preparation.opening.minutes': 'the length of a session the course opens with',
  'screening.partner': 'who evaluates medically',
  'screening.label': 'the name of the medical evaluation',
  'screening.afterPreparations': 'the number of preparation sessions before the referral',
  'screening.beforePreparation': 'the medical evaluation before the first preparation session',
  'screening.minutes': 'the length of the medical evaluation',
  'screening.approvalValidDays': 'the time an approval holds',
  'screening.labs': 'labs',
  'screening.labsValidDays': 'the time cleared labs hold',
  'screening.training': 'training in vitals and self-administration',
  'supply.kind': 'how doses reach the client',
  'supply.starterDoses': 'the number of doses of the first supply',
  'supply.refillDoses': 'the most doses of a further supply',
  'supply.prescriptionValidDays': 'the time a prescription can be filled',
  'dosing.label': 'the name of a dosing session',
  'dosing.planned': 'the planned number of dosing sessions',
  'dosing.exploratory': 'the number of exploratory dosing sessions',
  'dosing.minutes': 'the length of a dosing session',
  'dosing.gapDays': 'the time from one dosing session to the next',
  'dosing.maxGapDays': 'the longest time from one dosing session to the next',
  'dosing.alsoIn': 'other settings for dosing sessions',
  'dosing.houseCallsMax': 'the most house calls',
  'dosing.supportPersonWhenRemote': 'a support person at remote dosing sessions',
  'dosing.rideHomeWhenInPerson': 'a ride home after dosing sessions in person',
  'dosing.travelFee': 'the travel fee of house calls',
  'dosing.readinessRequired': 'an attested readiness before dosing sessions',
  'dosing.vitalsAtRelease': 'vitals at the release',
  'integration.perCycle': 'the number of integration sessions after each dosing session',
  'integration.minutes': 'the length of an integration session',
  'integration.fromHours': 'the earliest integration after a dosing session',
  'integration.withinHours': 'the latest integration after a dosing session',
  'integration.sameVisit': 'integration in the same visit',
  'followUp.everyDays': 'the longest time between medical follow-ups',
  'followUp.minutes': 'the length of a medical follow-up',
  'measures.instruments': 'the questionnaires asked for',
  'measures.afterCycles': 'the cycles after which questionnaires are asked for',
  'measures.beforeFollowUpDays': 'asking for questionnaires before a medical follow-up',
  'measures.everyDays': 'the time between questionnaires in maintenance',
  'measures.freshDays': 'the time a questionnaire counts for a follow-up',
  'measures.owedDays': 'the time after which staff hear of a questionnaire that has not come',
  'review.therapyDays': 'the time of more therapy until the next review',
  'maintenance.opensDays': 'the opening of the booster window after the latest dosing session',
  'maintenance.closesDays': 'the closing of the booster window after the latest dosing session',
  'maintenance.noticeDays': 'the notice of the booster window after the latest dosing session',
  'maintenance.closingNoticeDays': 'the notice before the booster window closes',
  'clocks.referralUnbookedDays': 'the time to book after a referral',
  'clocks.decisionBusinessDays': 'the time for the prescriber’s decision',
  'clocks.shipmentDays': 'the time for a shipment',
  'clocks.supportPersonAskHours': 'asking for the support person before a session',
  'clocks.sessionReminderHours': 'reminding of a session before it begins',
  'clocks.integrationInviteHours': 'the invitation to integration after a dosing session',
  'clocks.integrationWarnHours': 'the warning that integration is owed after a dosing session',
  'clocks.checkInHour': 'the hour of the check-in on the day after a dosing session',
  'clocks.followUpNoticeDays': 'the notices before a medical follow-up is owed',
  'clocks.prescriptionNoticeDays': 'the notice before a prescription expires',
  'clocks.approvalNoticeDays': 'the notice before an approval ends',
  'clocks.escalateAfterHours': 'the time after which an unanswered page goes on to the lead',
  'clocks.pauseCheckDays': 'the pause after which a clinician looks first',
  'clocks.silenceDays': 'reaching out after silence',
  'clocks.silenceDecisionDays': 'a clinician’s decision after silence',
  'clocks.staleHours': 'the time after which a late message is dropped',
  'clocks.taskDays': 'the time until a task is due, by its kind',
  'clocks.outcomeOwedHours': 'the time to record the outcome of a session',
  'cancellation.noticeHours': 'the notice for a cancellation without a fee',
  'cancellation.feeCents': 'the late cancellation fee',
  'cancellation.feeFor': 'what the late cancellation fee is asked for',
  'fees.preparation': 'the price of a preparation session',
  'fees.medical': 'the price of the medical evaluation',
  'fees.dosing': 'the price of a dosing session',
  'fees.integration': 'the price of an integration session',
  'fees.payWhen': 'when sessions are paid',
  'estimate.followUps': 'the numbers of follow-ups an estimate shows',
  'estimate.dosingMinutes': 'the length of a dosing session an estimate counts with',
  'estimate.reissueCents': 'how much more than signed makes a new estimate due',
  'estimate.statedTotalCents': 'the total the page states',
  'estimate.notIncluded': 'what an estimate says is not included',
};

/** What a practice says in its own words: never a code of ours. */
const OWN_WORDS = /(^|\.)(id|title|page|label|partner|notIncluded)$/;

function unitOf(path: string): Unit {
  if (OWN_WORDS.test(path)) return 'text';
  if (path.endsWith('BusinessDays')) return 'businessDays';
  if (path.endsWith('Days')) return 'days';
  if (path.endsWith('Hours')) return 'hours';
  if (/minutes$/i.test(path)) return 'minutes';
  if (path.endsWith('Cents')) return 'cents';
  return path.endsWith('Hour') ? 'hour' : 'none';
}

/** The last part of an unknown path as words: `clocks.firstCallHours` is "first call hours (clocks)". */
function spelled(path: string): string {
  const parts = path.split('.');
  const name = (parts.at(-1) ?? path).replace(
    /([a-z])([A-Z])/g,
    (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`,
  );
  return parts.length > 1 ? `${name} (${parts.slice(0, -1).join('.')})` : name;
}

const TASK_DAYS = 'clocks.taskDays.';

export function fieldWords(path: string): FieldWords {
  if (path.startsWith(TASK_DAYS)) {
    const kind = path.slice(TASK_DAYS.length);
    return { what: `the time until a task is due (${kind})`, unit: 'days' };
  }
  const [folder, code] = path.split('.');
  const kept =
    folder === 'packages'
      ? `the package ${code ?? ''}`
      : folder === 'partnerFees'
        ? `the partner’s fee ${code ?? ''}`
        : undefined;
  return { what: WORDS[path] ?? kept ?? spelled(path), unit: unitOf(path) };
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function inUnit(value: number, unit: Unit): string {
  switch (unit) {
    case 'days':
      return counted(value, 'day');
    case 'businessDays':
      return counted(value, 'business day');
    case 'hours':
      return counted(value, 'hour');
    case 'minutes':
      return counted(value, 'minute');
    case 'cents':
      return dollars(value);
    case 'hour':
      return `${value}:00`;
    case 'text':
    case 'none':
      return String(value);
  }
}

function feeInWords(fee: Fee): string {
  switch (fee.kind) {
    case 'flat': {
      const once = fee.once ? ', for the first one only' : '';
      const insurance = fee.insurable ? ' (billable to insurance)' : '';
      return `${dollars(fee.cents)}${once}${fee.due ? ', paid before it' : ''}${insurance}`;
    }
    case 'firstHourThenFlat':
      return `${dollars(fee.firstCents)} for the first ${fee.firstMinutes} minutes and ${dollars(fee.longerCents)} when longer`;
    case 'range':
      return dollarRange(fee);
    case 'none':
      return 'nothing';
    case 'insurance':
      return fee.selfPayCents === undefined
        ? 'billed to insurance'
        : `billed to insurance (${dollars(fee.selfPayCents)} without it)`;
    case 'unknown':
      return 'not entered yet';
  }
}

interface Kept {
  label: string;
  cents: number;
  infusions?: number;
  includesConsult?: boolean;
  times?: Protocol['partnerFees'][number]['times'];
}

/** What can be chosen from, in words. */
const CHOICES: Readonly<Record<string, string>> = {
  remote: 'remote',
  inPerson: 'in person',
  houseCall: 'as a house call',
  shipped: 'shipped to the client',
  dispensed: 'handed to the client',
  infusion: 'given at the clinic',
  byQuote: 'by quote',
  none: 'none',
  cancellation: 'a late cancellation',
  move: 'a late move',
  noShow: 'a no-show',
  afterEach: 'after each session',
  package: 'by package',
  treatment: 'treatment',
  telehealth: 'telehealth',
  electronicMessages: 'electronic messages',
  supportPersonContact: 'contact with the support person',
  part2: '42 CFR Part 2',
  psychotherapy: 'psychotherapy',
  medical: 'medical care',
  labs: 'labs',
};

const TIMES = { once: 'once', perRefill: 'per refill', perFollowUp: 'per follow-up' } as const;

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'label' in value && 'cents' in value;

function keptInWords({ label, cents, infusions, includesConsult, times }: Kept): string {
  const sessions = infusions === undefined ? '' : `, ${counted(infusions, 'session')}`;
  const consult = includesConsult ? ' and the consult' : '';
  const when = times === undefined ? '' : `, ${TIMES[times]}`;
  return `“${label}” for ${dollars(cents)}${sessions}${consult}${when}`;
}

/** A value as a person reads it. */
export function formatValue(value: unknown, unit: Unit): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return inUnit(value, unit);
  if (typeof value === 'string') return (unit === 'text' ? undefined : CHOICES[value]) ?? `“${value}”`;
  if (Array.isArray(value)) return value.map((each) => formatValue(each, unit)).join(', ') || 'none';
  const fee = Fee.safeParse(value);
  if (fee.success) return feeInWords(fee.data);
  return isKept(value) ? keptInWords(value) : JSON.stringify(value);
}

/** What the practice is asked to enter where a price is not known: no part of the price. */
export function asked(fee: unknown): string {
  const read = Fee.safeParse(fee);
  return read.success && 'ask' in read.data ? formatValue(read.data.ask, 'text') : formatValue(fee, 'none');
}
