/** Describes the values of a protocol: what each one is, and its unit. */
import { isObject } from '../vocabulary/json';
import { dollarRange, dollars } from '../course/money/prices';
import { Fee, type Protocol } from '../catalog/protocol';
import { ROUTES } from '../catalog/shapes';

export const UNITS = ['days', 'businessDays', 'hours', 'minutes', 'cents', 'hour', 'text', 'none'] as const;
export type Unit = (typeof UNITS)[number];

export interface FieldWords {
  what: string;
  unit: Unit;
}

/** By path. A path that is missing here is described by its own name. */
const WORDS: Record<string, string> = {
  id: 'id',
  version: 'version',
  title: 'title',
  page: 'page',
  setting: 'usual setting',
  consents: 'required consents',
  estimateRequired: 'acknowledged estimate before the first dosing session',
  'coverage.check': 'services whose insurance coverage is checked',
  'instructions.ask': 'instructions the client acknowledges',
  'instructions.ackBeforeHours': 'time before a session by which instructions must be acknowledged',
  'preparation.label': 'name of a preparation session',
  'preparation.minimum': 'minimum number of preparation sessions',
  'preparation.minutes': 'length of a preparation session',
  'preparation.afterSupply': 'preparation only after the supply arrives',
  'preparation.confirmReadiness': 'therapist’s word on readiness after preparation',
  'preparation.opening.label': 'name of an opening session',
  'preparation.opening.sessions': 'number of opening sessions',
  'preparation.opening.minutes': 'length of an opening session',
  'screening.partner': 'partner for the medical evaluation',
  'screening.label': 'name of the medical evaluation',
  'screening.afterPreparations': 'number of preparation sessions before the referral',
  'screening.confirmSuitability': 'therapist’s word on suitability before the referral',
  'screening.criteria': 'criteria the therapist confirms before the referral',
  'screening.beforePreparation': 'medical evaluation before the first preparation session',
  'screening.minutes': 'length of the medical evaluation',
  'screening.approvalValidDays': 'time an approval is valid',
  'screening.labs': 'labs',
  'screening.labsValidDays': 'time cleared labs are valid',
  'screening.training': 'training in vital signs and self-administration',
  'supply.kind': 'how doses reach the client',
  'supply.starterDoses': 'number of doses in the first supply',
  'supply.refillDoses': 'maximum number of doses in a refill',
  'supply.prescriptionValidDays': 'time a prescription can be filled',
  'dosing.label': 'name of a dosing session',
  'dosing.planned': 'planned number of dosing sessions',
  'dosing.exploratory': 'number of exploratory dosing sessions',
  'dosing.minutes': 'length of a dosing session',
  'dosing.gapDays': 'usual time between dosing sessions',
  'dosing.minGapDays': 'shortest time between dosing sessions',
  'dosing.maxPerWeek': 'maximum number of dosing sessions in seven days',
  'dosing.maxGapDays': 'longest time between dosing sessions',
  'dosing.routes': 'routes of administration',
  'dosing.alsoIn': 'other settings for dosing sessions',
  'dosing.houseCallsMax': 'maximum number of house calls',
  'dosing.supportPersonWhenRemote': 'support person at remote dosing sessions',
  'dosing.rideHomeWhenInPerson': 'ride home after in-person dosing sessions',
  'dosing.travelFee': 'travel fee for house calls',
  'dosing.readinessRequired': 'attested readiness before dosing sessions',
  'dosing.vitalsEveryMinutes': 'time between vital signs during dosing sessions',
  'dosing.vitalsAtRelease': 'vital signs at release',
  'integration.perCycle': 'number of integration sessions after each dosing session',
  'integration.minutes': 'length of an integration session',
  'integration.fromHours': 'earliest integration after a dosing session',
  'integration.withinHours': 'latest integration after a dosing session',
  'integration.clientChooses': 'clients choose the time of the integration themselves',
  'integration.sameVisit': 'integration in the same visit',
  'followUp.everyDays': 'longest time between medical follow-ups',
  'followUp.bookAfterDosings': 'number of dosing sessions after which the first follow-up is booked',
  'followUp.minutes': 'length of a medical follow-up',
  'measures.instruments': 'questionnaires',
  'measures.afterCycles': 'cycles after which questionnaires are sent',
  'measures.beforeFollowUpDays': 'time before a medical follow-up when questionnaires are sent',
  'measures.everyDays': 'time between questionnaires in maintenance',
  'measures.freshDays': 'time a questionnaire counts toward a follow-up',
  'measures.owedDays': 'time until staff are notified of a missing questionnaire',
  'review.everyCycles': 'number of cycles between reviews of progress',
  'review.therapyDays': 'time of additional therapy until the next review',
  'maintenance.opensDays': 'time from the last dosing session until the booster window opens',
  'maintenance.closesDays': 'time from the last dosing session until the booster window closes',
  'maintenance.noticeDays': 'time from the last dosing session until the booster notice',
  'maintenance.closingNoticeDays': 'notice period before the booster window closes',
  'clocks.referralUnbookedDays': 'time to book after a referral',
  'clocks.decisionBusinessDays': 'time for the prescriber’s decision',
  'clocks.shipmentDays': 'time for a shipment',
  'clocks.supportPersonAskHours': 'time before a session when the client is asked about the support person',
  'clocks.sessionReminderHours': 'time before a session when reminders are sent',
  'clocks.integrationInviteHours': 'time from a dosing session to the integration invitation',
  'clocks.integrationWarnHours': 'time from a dosing session to the integration warning',
  'clocks.checkInHour': 'hour of the check-in on the day after a dosing session',
  'clocks.followUpNoticeDays': 'time before a medical follow-up is due when notices are sent',
  'clocks.prescriptionNoticeDays': 'notice period before a prescription expires',
  'clocks.approvalNoticeDays': 'notice period before an approval expires',
  'clocks.escalateAfterHours': 'time until an unanswered page is escalated to the lead',
  'clocks.pauseCheckDays': 'length of a pause after which a clinician check is required',
  'clocks.silenceDays': 'time without a response after which the client is contacted',
  'clocks.silenceDecisionDays': 'time without a response after which a clinician decides',
  'clocks.staleHours': 'time after which a late message is dropped',
  'clocks.unpaidReminderDays': 'time until the client is reminded of an unpaid charge',
  'clocks.unpaidTaskDays': 'time until the biller takes up an unpaid charge',
  'clocks.taskDays': 'time until a task is due, by kind',
  'clocks.outcomeOwedHours': 'time to record the outcome of a session',
  'cancellation.noticeHours': 'notice required to cancel without a fee',
  'cancellation.feeCents': 'late cancellation fee',
  'cancellation.feeFor': 'what the late cancellation fee applies to',
  'fees.preparation': 'price of a preparation session',
  'fees.medical': 'price of the medical evaluation',
  'fees.dosing': 'price of a dosing session',
  'fees.integration': 'price of an integration session',
  'fees.payWhen': 'when sessions are paid',
  'partnerFees.*.code': 'code of the partner’s charge',
  'partnerFees.*.label': 'name of the partner’s charge',
  'partnerFees.*.cents': 'partner’s charge',
  'partnerFees.*.times': 'how often the partner charges it',
  'packages.*.code': 'code of the package',
  'packages.*.label': 'name of the package',
  'packages.*.cents': 'price of the package',
  'packages.*.infusions': 'dosing sessions in the package',
  'packages.*.includesConsult': 'consult included in the package',
  'estimate.followUps': 'numbers of follow-ups shown in an estimate',
  'estimate.dosingMinutes': 'length of a dosing session used in an estimate',
  'estimate.reissueCents': 'increase over the signed estimate that requires a new one',
  'estimate.statedTotalCents': 'total stated on the page',
  'estimate.partnerCoverage': 'what insurance may pay of the partner’s charges',
  'estimate.notIncluded': 'what an estimate does not include',
};

/** Fields with a practice's own text, which never is one of our codes. */
const OWN_WORDS = /(^|\.)(id|title|page|label|code|partner|criteria|partnerCoverage|notIncluded)$/;

function unitOf(path: string): Unit {
  if (OWN_WORDS.test(path)) return 'text';
  if (path.endsWith('BusinessDays')) return 'businessDays';
  if (path.endsWith('Days')) return 'days';
  if (path.endsWith('Hours')) return 'hours';
  if (/minutes$/i.test(path)) return 'minutes';
  if (/cents$/i.test(path)) return 'cents';
  return path.endsWith('Hour') ? 'hour' : 'none';
}

/** The last part of an unknown path as words: `clocks.firstCallHours` becomes "first call hours (clocks)". */
function nameAsWords(path: string): string {
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
    return { what: `time until a task is due (${kind})`, unit: 'days' };
  }
  const [folder, code] = path.split('.');
  const coded =
    folder === 'packages'
      ? `package ${code ?? ''}`
      : folder === 'partnerFees'
        ? `partner fee ${nameAsWords(code ?? '')}`
        : undefined;
  return { what: WORDS[path] ?? coded ?? nameAsWords(path), unit: unitOf(path) };
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
      const once = fee.once ? ', for the first session only' : '';
      const insurance = fee.insurable ? ' (billable to insurance)' : '';
      return `${dollars(fee.cents)}${once}${fee.due ? ', paid in advance' : ''}${insurance}`;
    }
    case 'firstHourThenFlat':
      return `${dollars(fee.firstCents)} for the first ${fee.firstMinutes} minutes, plus ${dollars(fee.longerCents)} if longer`;
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

interface CodedPrice {
  label: string;
  cents: number;
  infusions?: number;
  includesConsult?: boolean;
  times?: Protocol['partnerFees'][number]['times'];
}

/** Choices, in words. */
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
  once: 'once',
  perRefill: 'per refill',
  perFollowUp: 'per follow-up',
  ...Object.fromEntries(ROUTES.map((route) => [route, route])),
};

/** A choice in words; a code that has none, as it is. */
export const choiceWords = (choice: string): string => CHOICES[choice] ?? choice;

const isCodedPrice = (value: unknown): value is CodedPrice =>
  typeof value === 'object' && value !== null && 'label' in value && 'cents' in value;

function priceInWords({ label, cents, infusions, includesConsult, times }: CodedPrice): string {
  const sessions = infusions === undefined ? '' : `, ${counted(infusions, 'session')}`;
  const consult = includesConsult ? ' and the consult' : '';
  const when = times === undefined ? '' : `, ${choiceWords(times)}`;
  return `“${label}” for ${dollars(cents)}${sessions}${consult}${when}`;
}

/** `lost supply: 1 day, labs: 7 days`. */
const byKind = (values: Record<string, unknown>, unit: Unit): string =>
  Object.entries(values)
    .map(([kind, each]) => `${kind.replaceAll('-', ' ')}: ${formatValue(each, unit)}`)
    .join(', ');

/** A value in the form a person reads. */
export function formatValue(value: unknown, unit: Unit): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return inUnit(value, unit);
  if (typeof value === 'string') return (unit === 'text' ? undefined : CHOICES[value]) ?? `“${value}”`;
  if (Array.isArray(value)) return value.map((each) => formatValue(each, unit)).join(', ') || 'none';
  const fee = Fee.safeParse(value);
  if (fee.success) return feeInWords(fee.data);
  if (isCodedPrice(value)) return priceInWords(value);
  return isObject(value) ? byKind(value, unit) : JSON.stringify(value);
}

/** The question to the practice where a price is not known; it is not part of the price. */
export function questionIn(fee: unknown): string {
  const read = Fee.safeParse(fee);
  return read.success && 'ask' in read.data ? formatValue(read.data.ask, 'text') : formatValue(fee, 'none');
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
